// The lock. A list's key is made from two halves: what its user types (PBKDF2, SHA-256, as often as
// the list says) and 32 random bytes that the server gave when it was taken (HKDF). The key can't be
// taken out of the browser and is in memory alone: with the tab it is gone.

const encoder = new TextEncoder(), decoder = new TextDecoder();
const CHECK = "homeward";

function bytes(base64) {
  return Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
}

function base64(data) {
  return btoa(String.fromCharCode(...new Uint8Array(data)));
}

export function random(count) {
  return crypto.getRandomValues(new Uint8Array(count));
}

export function newSalt() {
  return base64(random(16));
}

export async function keyOf(passphrase, list) {
  const typed = await crypto.subtle.importKey(
    "raw", encoder.encode(passphrase.normalize("NFC")), "PBKDF2", false, ["deriveBits"]);
  const stretched = await crypto.subtle.deriveBits(
    { name: "PBKDF2", hash: "SHA-256", salt: bytes(list.salt), iterations: list.iterations }, typed, 256);
  const both = await crypto.subtle.importKey("raw", stretched, "HKDF", false, ["deriveKey"]);
  return crypto.subtle.deriveKey(
    { name: "HKDF", hash: "SHA-256", salt: bytes(list.half), info: encoder.encode("homeward offline|" + list.taking) },
    both, { name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
}

// `about` binds the ciphertext to its place: moved to another row it does not open.
export async function seal(key, about, value) {
  const iv = random(12);
  // Padded to a step, so that a length tells little of what was noted.
  const text = JSON.stringify(value);
  const padded = text.padEnd(Math.ceil((text.length + 1) / 256) * 256);
  const sealed = await crypto.subtle.encrypt(
    { name: "AES-GCM", iv, additionalData: encoder.encode(about) }, key, encoder.encode(padded));
  return { iv: base64(iv), text: base64(sealed) };
}

export async function unseal(key, about, sealed) {
  const text = await crypto.subtle.decrypt(
    { name: "AES-GCM", iv: bytes(sealed.iv), additionalData: encoder.encode(about) }, key, bytes(sealed.text));
  return JSON.parse(decoder.decode(text));
}

export function checkOf(key, list) {
  return seal(key, "check|" + list.taking, CHECK);
}

// Is this the passphrase? Anything but this very key fails to open it.
export async function opens(key, list) {
  try {
    return await unseal(key, "check|" + list.taking, list.check) === CHECK;
  } catch (wrong) {
    if (wrong instanceof DOMException) { return false; }
    throw wrong;
  }
}

// Twelve letters and figures without those that look alike: 59 bits.
export function example() {
  const letters = "abcdefghjkmnpqrstuvwxyz23456789";
  const found = Array.from(random(12), (byte) => letters[byte % letters.length]).join("");
  return found.match(/.{4}/g).join("-");
}

export function isCommon(passphrase) {
  return new Set(passphrase.toLowerCase()).size < 5;
}
