// Keeps the page and its files, and nothing else: no answer about anybody is ever put into the
// browser's cache. VERSION and SHELL stand above this line, written by the server.
const CACHE = "homeward-offline-" + VERSION;

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(CACHE)
    .then((cache) => cache.addAll(SHELL.map((path) => new Request(path, { cache: "reload" }))))
    .then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  event.waitUntil(caches.keys()
    .then((names) => Promise.all(names
      .filter((name) => name.startsWith("homeward-offline-") && name !== CACHE)
      .map((name) => caches.delete(name))))
    .then(() => self.clients.claim()));
});

async function shell(request, path) {
  const cache = await caches.open(CACHE);
  const kept = await cache.match(path);
  // Fetched anew behind what is shown: another language, or the next version, is there next time.
  const fresh = fetch(path, { cache: "no-cache" }).then((answer) => {
    if (answer.ok && !answer.redirected) { return cache.put(path, answer.clone()).then(() => answer); }
    return answer;
  });
  if (!kept) { return fresh; }
  fresh.catch(() => undefined);
  return kept;
}

self.addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== "GET" || url.origin !== self.location.origin) { return; }
  if (SHELL.includes(url.pathname)) { event.respondWith(shell(event.request, url.pathname)); }
});
