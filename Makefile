# Muster. `make run` and `make test` are all a newcomer needs; the rest is for those who work on it.

# What building, testing and generating need beside a Swift toolchain, by Debian's names.
PACKAGES := libprotobuf-c-dev protobuf-c-compiler libsqlite3-dev strace systemd
AWS_PACKAGES := python3-venv curl
BENCH_PACKAGES := wrk
CHECK_PACKAGES := gcc libc6-dev binutils python3 valgrind
GO_PACKAGES := golang-go golang-github-containerd-ttrpc-dev golang-github-golang-protobuf-1-3-dev
SOURCES := Sources Tests Package.swift

# $(call installed,PACKAGES): installs those that are missing, where apt is at hand.
define installed
	@missing=$$(for package in $(1); do dpkg -s $$package >/dev/null 2>&1 || echo $$package; done); \
	if [ -n "$$missing" ]; then \
	  command -v apt-get >/dev/null || { echo "Please install:" $$missing; exit 1; }; \
	  root=$$([ "$$(id -u)" = 0 ] || echo sudo); echo "installing" $$missing; \
	  $$root apt-get -qq update && $$root env DEBIAN_FRONTEND=noninteractive apt-get -qq install -y $$missing >/dev/null; \
	fi
endef

.PHONY: tools run gateway test test-release fuzz lint demo demo-aws interop aws-programs aws aws-crowd bench bench-check bench-curves bench-aws install
tools:
	$(call installed,$(PACKAGES))

# A daemon of your own in the foreground, where `muster` looks for it. Control-C ends it.
run: tools
	swift build
	@exec "$$(swift build --show-bin-path)/musterd"

# The AWS front of that daemon, in another terminal, for two accounts whose keys are in muster-credentials.
LISTEN ?= 127.0.0.1:8411
gateway: tools
	swift build --product muster-gateway
	@test -e muster-credentials || (umask 077; for account in 111111111111 222222222222; do \
	  printf '[%s]\naws_access_key_id = AKIA%s\naws_secret_access_key = %s\n' $$account $$account \
	    "$$(head -c 30 /dev/urandom | base64)"; done > muster-credentials)
	@exec "$$(swift build --show-bin-path)/muster-gateway" --credentials muster-credentials --listen $(LISTEN)

# A few tests at a time: hundreds at once would only wait for each other.
test: tools
	swift build --build-tests
	swift test --skip-build --experimental-maximum-parallelization-width 8

# The same tests, of what the optimizer makes of them: programs are installed as it made them, and it has been wrong.
RELEASE_TESTS := -c release -Xswiftc -enable-testing --scratch-path .build/release-tests
test-release: tools
	swift build --build-tests $(RELEASE_TESTS)
	swift test --skip-build $(RELEASE_TESTS) --experimental-maximum-parallelization-width 8

# TIME seconds of bytes of any kind for each of the parsers and machines that strangers reach. Bytes that break one are
# left in the corpus, which the tests replay: commit them with the repair.
TIME ?= 60
FUZZ := .build/fuzz
fuzz: tools
	MUSTER_FUZZ=1 swift build -c release --sanitize=fuzzer --sanitize=address -Xswiftc -enable-testing \
	  --product muster-fuzz --scratch-path $(FUZZ)
	@for target in frames messages connections; do \
	  mkdir -p $(FUZZ)/found/$$target; echo "$$target, for $(TIME) seconds"; \
	  MUSTER_FUZZ_TARGET=$$target SWIFT_BACKTRACE=enable=no ASAN_OPTIONS=detect_leaks=0 timeout $$(($(TIME) + 60)) \
	    $(FUZZ)/release/muster-fuzz -max_total_time=$(TIME) -timeout=10 -rss_limit_mb=1024 -max_len=4096 -verbosity=0 \
	    -print_final_stats=1 -artifact_prefix=Tests/Fuzz/Corpus/$$target/ $(FUZZ)/found/$$target \
	    Tests/Fuzz/Corpus/$$target || exit 1; \
	done

# Format, arrows between rooms, generated code that follows from its protos, and warnings, which are errors.
lint: tools
	swift format lint --strict --recursive --parallel $(SOURCES)
	@! grep -rnE '^[a-z@_ ]*import ' Sources/MusterModel || { echo "MusterModel imports nothing: it can do no I/O"; exit 1; }
	@! grep -rnE 'import Foundation' $(addprefix Sources/,TTRPC MusterRPC MusterClient MusterEngine) || \
	{ echo "these rooms stay light: no Foundation"; exit 1; }
	@before=$$(find $(GENERATED) -type f | sort | xargs sha256sum); $(MAKE) -s proto; \
	after=$$(find $(GENERATED) -type f | sort | xargs sha256sum); \
	[ "$$before" = "$$after" ] || { echo "the generated C does not follow from proto/: commit what \`make proto\` made"; exit 1; }
	swift build --build-tests

# The whole story, played with the CLI alone, with a kill -9 in the middle.
demo: tools
	swift build --product musterd
	swift build --product muster
	Tests/EndToEnd/demo.sh "$$(swift build --show-bin-path)"

# Two accounts shake hands, by the AWS CLI as Amazon ships it.
demo-aws: aws-programs
	Tests/AWS/demo.sh "$$(swift build --show-bin-path)"

aws-programs: tools
	$(call installed,$(AWS_PACKAGES))
	swift build --product musterd
	swift build --product muster-gateway

# boto3, the AWS CLI, Terraform and HTTP by hand against the gateway.
aws: aws-programs
	Tests/AWS/run.sh "$$(swift build --show-bin-path)"

# Twenty accounts accept at once, by Terraform: minutes, and some gigabytes of memory.
aws-crowd: aws-programs
	Tests/AWS/terraform.sh "$$(swift build --show-bin-path)" crowd

# Containerd's ttrpc against ours, as client and as server, and as a client of musterd.
interop: tools
	$(call installed,$(GO_PACKAGES))
	swift build --product musterd
	Tests/Interop/run.sh "$$(swift build --show-bin-path)/musterd"

# Every target beside a peer's figure, of release builds, in one table, and then the curves: some minutes. QUICK=1: the
# table alone in one, with less to show for it. The first time makes the peers, a database of ROWS members, and the daemon as it is installed, apart from the other
# builds: what is built with another standard library is all built anew.
BENCH := .build/bench
INSTALLED := -c release --static-swift-stdlib --scratch-path .build/installed --product musterd
bench: tools
	$(call installed,$(CHECK_PACKAGES))
	swift build -c release --product musterd
	swift build -c release --product muster-benchmarks
	Tests/Benchmarks/peers.sh $(BENCH)/peers
	@[ -n "$(QUICK)" ] || { swift build $(INSTALLED) && \
	  strip -o $(BENCH)/musterd "$$(swift build $(INSTALLED) --show-bin-path)/musterd"; }
	"$$(swift build -c release --show-bin-path)/muster-benchmarks" --peers $(BENCH)/peers --cache $(BENCH) \
	  --check Tests/Benchmarks/Check/run.sh $(if $(QUICK),--quick,--installed $(BENCH)/musterd) \
	  $(if $(ROWS),--rows $(ROWS))
	@[ -n "$(QUICK)" ] || $(MAKE) -s bench-curves

# How figures change as things grow, drawn into Tests/Benchmarks/curves, and as tables into the README there: some minutes.
# CURVES="window start" for some of them.
bench-curves: tools
	swift build -c release --product musterd
	swift build -c release --product muster-curves
	"$$(swift build -c release --show-bin-path)/muster-curves" --readme Tests/Benchmarks/README.md $(CURVES)

# What calls cost, counted and not timed, against Tests/Benchmarks/thresholds.txt: of the daemon that test-release tests.
bench-check: tools
	$(call installed,$(CHECK_PACKAGES))
	swift build $(RELEASE_TESTS) --product musterd
	Tests/Benchmarks/Check/run.sh "$$(swift build $(RELEASE_TESTS) --show-bin-path)/musterd"

# The gateway beside moto's server, under the same load.
bench-aws: tools
	$(call installed,$(AWS_PACKAGES) $(BENCH_PACKAGES))
	swift build -c release --product musterd
	swift build -c release --product muster-gateway
	Tests/Benchmarks/Gateway/run.sh "$$(swift build -c release --show-bin-path)"

PROGRAMS := musterd muster muster-gateway
prefix ?= /usr/local
bindir ?= $(prefix)/bin
libdir ?= $(prefix)/lib

# Programs that need no Swift where they run, and what systemd must know of them. DESTDIR is for packagers.
install: tools
	for program in $(PROGRAMS); do swift build -c release --static-swift-stdlib --product $$program || exit 1; done
	install -d $(addprefix $(DESTDIR),$(bindir) $(libdir)/systemd/system $(libdir)/sysusers.d $(libdir)/tmpfiles.d)
	cd "$$(swift build -c release --static-swift-stdlib --show-bin-path)" && install -s $(PROGRAMS) $(DESTDIR)$(bindir)
	install -m 644 systemd/*.service systemd/*.socket $(DESTDIR)$(libdir)/systemd/system
	sed -i 's|^ExecStart=/usr/bin/|ExecStart=$(bindir)/|' $(DESTDIR)$(libdir)/systemd/system/muster*.service
	install -m 644 systemd/muster.sysusers $(DESTDIR)$(libdir)/sysusers.d/muster.conf
	install -m 644 systemd/muster.tmpfiles $(DESTDIR)$(libdir)/tmpfiles.d/muster.conf

PROTOS := $(shell cd proto && find . -name '*.proto' | sort | sed 's|^\./||')
CPROTO := Sources/CMusterProto
# Folders below proto/, under $(CPROTO)/include for headers and $(CPROTO)/generated for code.
GENERATED := $(CPROTO)/generated $(addprefix $(CPROTO)/include/,$(sort $(foreach p,$(PROTOS),$(firstword $(subst /, ,$(p))))))

.PHONY: proto
# The C comes from a private copy of the protos in which every string is bytes (the same on the wire), so
# that a NUL cannot cut a string short, and without the services, of which we use no generated code.
proto:
	@copy=$$(mktemp -d) && trap 'rm -rf "$$copy"' EXIT && \
	mkdir -p "$$copy/in" "$$copy/out" && cp -r proto/. "$$copy/in" && \
	find "$$copy/in" -name '*.proto' -exec sed -i -E '/^service /,/^}/d; s/^(\s*)(repeated )?string /\1\2bytes /' {} + && \
	(cd "$$copy/in" && protoc-c -I. --c_out="$$copy/out" $(PROTOS)) && \
	rm -rf $(GENERATED) && \
	(cd "$$copy/out" && find . -name '*.h' -exec cp --parents {} "$(CURDIR)/$(CPROTO)/include" \; && \
	 mkdir "$(CURDIR)/$(CPROTO)/generated" && find . -name '*.c' -exec cp --parents {} "$(CURDIR)/$(CPROTO)/generated" \;) && \
	echo "$(CPROTO): C for $(words $(PROTOS)) protos made anew"
