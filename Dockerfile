FROM python:3.11-slim AS build
WORKDIR /src
COPY requirements-build.lock ./
RUN pip install --no-cache-dir --require-hashes -r requirements-build.lock
COPY . .
RUN python -m hatchling build -t wheel -d /dist

FROM python:3.11-slim
COPY requirements.lock /tmp/requirements.lock
RUN pip install --no-cache-dir --require-hashes -r /tmp/requirements.lock
COPY --from=build /dist/*.whl /tmp/
RUN pip install --no-cache-dir --no-deps /tmp/*.whl && rm -rf /tmp/*.whl /tmp/requirements.lock \
    && useradd --system --uid 10001 --create-home gongkai && mkdir /data && chown gongkai /data
USER 10001
ENV GONGKAI_DATA=/data GONGKAI_HOST=0.0.0.0
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s \
    CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/healthz', timeout=4)"]
ENTRYPOINT ["gongkai"]
CMD ["serve"]
