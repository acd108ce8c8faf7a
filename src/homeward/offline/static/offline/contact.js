// What is asked of the server. Each answer says whether it came at all ("away"), whether somebody is
// signed in ("out"), or what was said.

const page = document.querySelector("main").dataset;
let csrf = "";

async function post(url, body, more) {
  let response;
  try {
    response = await fetch(url, {
      method: "POST", credentials: "same-origin", redirect: "manual", cache: "no-store",
      headers: { "Content-Type": "application/json", "Accept": "application/json", "X-CSRFToken": csrf },
      body: JSON.stringify(body), ...more
    });
  } catch (away) {
    if (!(away instanceof TypeError)) { throw away; }
    return { kind: "away" };
  }
  if (response.type === "opaqueredirect" || response.status === 403) { return { kind: "out" }; }
  const said = (response.headers.get("Content-Type") || "").startsWith("application/json")
    ? await response.json().catch(() => null) : null;
  // A page in the place of an answer is somebody else's: the sign-in page of a hotel's network.
  if (!said) { return { kind: "fails" }; }
  return { kind: response.ok ? "said" : "refused", said };
}

export async function ask(list, waiting, refs) {
  const answer = await post(page.contact, list ? { token: list.token, waiting, refs } : {});
  if (answer.kind === "said") { csrf = answer.said.csrf; }
  return answer;
}

function urlOf(what, kind) {
  return page[what + kind[0].toUpperCase() + kind.slice(1)];
}

export function take(kind) {
  return post(urlOf("lists", kind), {});
}

export function renew(list) {
  return post(urlOf("lists", list.kind), { taking: list.taking });
}

export function deliver(list, entries) {
  return post(urlOf("entries", list.kind), { taking: list.taking, entries });
}

export function end(list) {
  return post(page.end.replace("00000000-0000-0000-0000-000000000000", list.taking), {}, { keepalive: true });
}
