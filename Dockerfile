# Reihum in a container. Nothing but /data is ever written to: the root may be read-only.

# Everything that is needed, with the versions and hashes of the lock.
FROM python:3.11-slim AS build
COPY requirements.lock /build/requirements.lock
RUN python -m venv /venv
RUN /venv/bin/python -m pip install --no-cache-dir --disable-pip-version-check --require-hashes -r /build/requirements.lock
COPY bot /app/bot
COPY dialogs /app/dialogs
COPY storage /app/storage
RUN /venv/bin/python -m compileall -q /app
RUN mkdir /data

# Without what was only needed to make it.
FROM python:3.11-slim
COPY --from=build /venv /venv
COPY --from=build /app /app
COPY --from=build --chown=10001:10001 /data /data
ENV PATH=/venv/bin:/usr/local/bin:/usr/bin:/bin
ENV PYTHONPATH=/app
ENV PYTHONDONTWRITEBYTECODE=1
ENV PYTHONUNBUFFERED=1
ENV REIHUM_HOME=/data
VOLUME /data
WORKDIR /app
USER 10001:10001
EXPOSE 8080
HEALTHCHECK --interval=60s --timeout=30s --start-period=60s CMD ["python", "-m", "bot", "status"]
ENTRYPOINT ["python", "-m", "bot"]
CMD ["run"]
