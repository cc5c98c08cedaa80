# Muster. `make run` and `make test` are all a newcomer needs; the rest is for those who work on it.

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
