-- Sends the requests of a file in turn, each thread from another place in it; reports percentiles as one line of JSON.
-- A line is METHOD <tab> path <tab> body; the cookie and the file come from the environment.
local requests = {}
local cookie = os.getenv("COOKIE")
for line in io.lines(os.getenv("REQUESTS")) do
    local method, path, body = line:match("^(%u+)\t([^\t]*)\t?(.*)$")
    local headers = { ["Cookie"] = cookie, ["Sec-Fetch-Site"] = "same-origin" }
    if method == "POST" then headers["Content-Type"] = "application/x-www-form-urlencoded" end
    requests[#requests + 1] = wrk.format(method, path, headers, method == "POST" and body or nil)
end

local threads = 0
local refused = 0

function setup(thread)
    thread:set("offset", threads)
    threads = threads + 1
end

function init(arguments)
    step = tonumber(os.getenv("THREADS"))
    place = offset
end

function request()
    local text = requests[place % #requests + 1]
    place = place + step
    return text
end

function done(summary, latency, _)
    io.write(string.format(
        '{"requests":%d,"seconds":%.3f,"p50":%.2f,"p95":%.2f,"p99":%.2f,"most":%.2f,"errors":%d}\n',
        summary.requests, summary.duration / 1e6, latency:percentile(50) / 1000, latency:percentile(95) / 1000,
        latency:percentile(99) / 1000, latency.max / 1000,
        summary.errors.status + summary.errors.connect + summary.errors.read + summary.errors.write
            + summary.errors.timeout))
end
