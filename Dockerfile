FROM python:3.13-slim AS build
RUN pip install --no-cache-dir uv
WORKDIR /homeward
COPY . .
ENV UV_LINK_MODE=copy UV_PYTHON_DOWNLOADS=never
RUN uv sync --frozen --no-dev --no-editable

FROM python:3.13-slim
RUN useradd --system --create-home --home-dir /var/lib/homeward homeward
COPY --from=build /homeward/.venv /homeward/.venv
ENV PATH=/homeward/.venv/bin:$PATH HOMEWARD_HOME=/var/lib/homeward PYTHONUNBUFFERED=1
USER homeward
VOLUME /var/lib/homeward
EXPOSE 8000
CMD ["homeward", "serve", "--host", "0.0.0.0"]
