# SPDX-License-Identifier: GPL-3.0-or-later
# Source tree → a slim image with both programs, the gazetteer and the page. No compiler, no Node.js and no network at
# run time; runs as any user, with a read-only root. Build it with a builder that keeps HEALTHCHECK (Docker, or
# buildah with --format docker).
ARG BASE=debian:bookworm-slim

# The one front-end module, exactly as locked.
FROM ${BASE} AS web
RUN apt-get update && apt-get install -y --no-install-recommends nodejs npm ca-certificates \
    && rm -rf /var/lib/apt/lists/*
WORKDIR /source/web
COPY web/package.json web/package-lock.json ./
RUN npm ci --no-audit --no-fund --ignore-scripts --omit=dev

FROM ${BASE} AS build
WORKDIR /source
COPY script/bootstrap script/bootstrap
RUN script/bootstrap --no-web
COPY CMakeLists.txt CMakePresets.json ./
COPY cmake cmake
COPY core core
COPY indexer indexer
COPY server server
COPY config config
COPY docs docs
COPY web web
COPY --from=web /source/web/node_modules web/node_modules
RUN cmake --preset release -DDRAGOMAN_TESTS=OFF -DDRAGOMAN_WERROR=OFF -DCMAKE_INSTALL_PREFIX=/usr/local \
    && cmake --build --preset release \
    && DESTDIR=/image cmake --install build/release --strip

FROM ${BASE}
ARG VERSION=0.1.0
LABEL org.opencontainers.image.title="Dragoman" \
      org.opencontainers.image.description="Full-text search server for archives of diplomatic news in many languages" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.licenses="GPL-3.0-or-later"
RUN apt-get update && apt-get install -y --no-install-recommends \
      libxapian30 libicu72 libcpp-httplib0.11 libspdlog1.10 libfmt9 libzstd1 zlib1g libcld2-0 libstemmer0d \
    && rm -rf /var/lib/apt/lists/* \
    && install -d -m 1777 /index
COPY --from=build /image/usr/local /usr/local
# Settings of both programs; every other one has its DRAGOMAN_ variable too.
ENV DRAGOMAN_INDEX=/index DRAGOMAN_LISTEN=0.0.0.0:8080
USER 10001:10001
VOLUME /index
EXPOSE 8080
HEALTHCHECK --interval=10s --timeout=5s --start-period=10s CMD ["dragoman-server", "--healthcheck"]
CMD ["dragoman-server"]
