# Qiao in a container: built with Swift, run on plain Debian 12 as a user without rights.
#   docker build -t qiao .
#   docker run -d --name qiao -p 127.0.0.1:8080:8080 -v qiao-data:/data qiao

FROM swift:6.3-bookworm AS build
RUN apt-get update && apt-get install -y --no-install-recommends \
    libpq-dev libsqlite3-dev libzip-dev libexpat1-dev libxlsxwriter-dev zlib1g-dev pkg-config \
    && rm -rf /var/lib/apt/lists/*
WORKDIR /build
COPY Package.swift ./
COPY Sources Sources
COPY Tests Tests
RUN swift build -c release --product qiao --static-swift-stdlib \
    && install -D .build/release/qiao /out/bin/qiao \
    && find .build/release -maxdepth 1 -name '*.resources' -exec cp -r {} /out/bin/ \;

FROM debian:12-slim
RUN apt-get update && apt-get install -y --no-install-recommends \
    libpq5 libsqlite3-0 libzip4 libexpat1 libxlsxwriter4 zlib1g libstdc++6 ca-certificates curl tzdata \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --uid 10001 --user-group --no-create-home --home-dir /data --shell /usr/sbin/nologin qiao \
    && install -d -m 0700 -o qiao -g qiao /data
COPY --from=build /out/bin/ /usr/local/bin/
USER qiao
WORKDIR /data
VOLUME /data
EXPOSE 8080
# Database and keys lie in /data: copy the keys elsewhere (docs/operations.md).
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s CMD curl -fsS http://127.0.0.1:8080/ready || exit 1
STOPSIGNAL SIGTERM
ENTRYPOINT ["qiao"]
CMD ["run", "--empty", "--data", "/data", "--host", "0.0.0.0", "--port", "8080", "--log", "json", "--log-requests"]
