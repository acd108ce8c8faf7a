// Where a list lies on the device: the browser's own database. What tells of somebody is ciphertext
// (vault.js); in clear stand ids of the list's own, times, states and counts.

const NAME = "homeward-offline", STORES = { lists: "taking", rows: "ref", entries: "key" };
let opened = null;

function open() {
  opened = opened || new Promise((resolve, reject) => {
    const asked = indexedDB.open(NAME, 1);
    asked.onupgradeneeded = () => {
      Object.entries(STORES).forEach(([name, key]) => asked.result.createObjectStore(name, { keyPath: key }));
    };
    asked.onsuccess = () => {
      // Wiped in another tab: let go of it, so that it can be.
      asked.result.onversionchange = () => { asked.result.close(); opened = null; };
      resolve(asked.result);
    };
    asked.onerror = () => reject(asked.error);
  });
  return opened;
}

async function work(names, mode, act) {
  const database = await open();
  return new Promise((resolve, reject) => {
    // Strict: an entry is told to be kept once it is on the disk.
    const transaction = database.transaction(names, mode, { durability: "strict" });
    let result;
    transaction.oncomplete = () => resolve(result);
    transaction.onabort = transaction.onerror = () => reject(transaction.error);
    const asked = act(transaction);
    if (asked) { asked.onsuccess = () => { result = asked.result; }; }
  });
}

export function all(name) {
  return work([name], "readonly", (t) => t.objectStore(name).getAll());
}

export function put(name, value) {
  return work([name], "readwrite", (t) => t.objectStore(name).put(value));
}

export function remove(name, key) {
  return work([name], "readwrite", (t) => t.objectStore(name).delete(key));
}

// A list with its rows at once, in the place of what stood there: all of it, or none.
export function putList(list, rows) {
  return work(["lists", "rows"], "readwrite", (t) => {
    const store = t.objectStore("rows");
    const asked = store.getAll();
    asked.onsuccess = () => {
      asked.result.filter((row) => row.taking === list.taking).forEach((row) => store.delete(row.ref));
      rows.forEach((row) => store.put(row));
      t.objectStore("lists").put(list);
    };
  });
}

// One entry waits for a row: a later word takes the place of the earlier that was never tried.
export function putEntry(entry, instead) {
  return work(["entries"], "readwrite", (t) => {
    if (instead) { t.objectStore("entries").delete(instead); }
    t.objectStore("entries").put(entry);
  });
}

export function removeRows(refs) {
  return work(["rows"], "readwrite", (t) => {
    refs.forEach((ref) => t.objectStore("rows").delete(ref));
  });
}

// The rows go at once; the list's half of the key goes with them unless entries still need it.
export function wipeList(taking, keepHalf) {
  return work(["lists", "rows"], "readwrite", (t) => {
    const rows = t.objectStore("rows"), asked = rows.getAll();
    asked.onsuccess = () => {
      asked.result.filter((row) => row.taking === taking).forEach((row) => rows.delete(row.ref));
      if (!keepHalf) { t.objectStore("lists").delete(taking); }
    };
  });
}

export async function wipeAll() {
  if (opened) { (await opened).close(); opened = null; }
  await new Promise((resolve, reject) => {
    const asked = indexedDB.deleteDatabase(NAME);
    asked.onsuccess = resolve;
    asked.onerror = () => reject(asked.error);
  });
}
