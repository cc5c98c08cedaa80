-- For wrk: the same signed request over and over, from a file whose first line is its target, the others its headers.
-- Says one line: requests a second, how many failed, the median and the 99th percentile of the latency in microseconds.

function init(arguments)
  local lines = io.lines(arguments[1])
  wrk.path = lines()
  for line in lines do
    local name, value = line:match("^([^:]+): (.*)$")
    wrk.headers[name] = value
  end
end

function done(summary, latency)
  local errors = summary.errors
  local failed = errors.status + errors.connect + errors.read + errors.write + errors.timeout
  io.write(string.format("measured %.0f %d %.0f %.0f\n", summary.requests / summary.duration * 1e6, failed,
    latency:percentile(50), latency:percentile(99)))
end
