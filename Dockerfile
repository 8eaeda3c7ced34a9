# The server with its dashboard and documentation. Without DATABASE_URL it keeps a PostgreSQL of its own in /data; for
# production give it one: compose.yaml shows how.

FROM node:24-slim AS build
WORKDIR /srv/interstellas
COPY . .
RUN npm ci && npm prune --omit=dev --ignore-scripts

FROM node:24-slim
WORKDIR /srv/interstellas
COPY --from=build /srv/interstellas ./
RUN install --directory --owner=node --group=node /data
USER node
ENV HOST=0.0.0.0 INTERSTELLAS_DATA_DIR=/data
VOLUME /data
EXPOSE 4000
# Over plain HTTP, which the machine itself may use for this in production too; a server that ends TLS needs another one.
HEALTHCHECK --start-period=30s CMD ["node", "-e", "fetch('http://127.0.0.1:4000/health/ready').then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "server/src/main.ts"]
