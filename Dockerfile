# Three stages: npm fetches the design system, Python builds, and the last holds only what runs.
FROM node:24-bookworm-slim AS design
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --ignore-scripts

FROM python:3.11-slim-bookworm AS build
ENV PYTHONDONTWRITEBYTECODE=1
WORKDIR /app
RUN python -m venv /opt/igu
COPY requirements.txt ./
RUN /opt/igu/bin/python -m pip install --no-cache-dir --require-hashes -r requirements.txt
COPY . .
COPY --from=design /app/node_modules ./node_modules
RUN /opt/igu/bin/python -m igu.local copy-assets \
 && /opt/igu/bin/python -m igu.local messages \
 && /opt/igu/bin/python manage.py collectstatic --noinput \
 && rm -rf node_modules static/vendor

FROM python:3.11-slim-bookworm
RUN apt-get update \
 && apt-get install -y --no-install-recommends libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 \
 && rm -rf /var/lib/apt/lists/* \
 && useradd --system --uid 10001 --no-create-home --home-dir /tmp igu
ENV IGU_ENV=production \
    IGU_BEAT_FILE=/tmp/beat \
    PATH=/opt/igu/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1
COPY --from=build /opt/igu /opt/igu
COPY --from=build /app /app
WORKDIR /app
USER igu
EXPOSE 8000
CMD ["gunicorn", "--preload", "--bind", "0.0.0.0:8000", "--threads", "4", "--no-control-socket", "--worker-tmp-dir", "/dev/shm", "igu.wsgi:application"]
