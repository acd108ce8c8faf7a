// What is changed of web-forms 0.22.0 while it is bundled. Each change names the text that it
// replaces; the build stops where one is not found as often as it says, so that a new version of
// the library can't lose one silently.
const told = (name, english) => `(globalThis.homewardWebformTexts?.${name} ?? ${JSON.stringify(english)})`;

export const patches = [
  // A style element of its own, which our policy refuses; and it would restyle the whole page.
  {
    why: "no reset of the page's styles",
    find: `const tA = document.createElement("style");\n    tA.textContent = resetStyles, document.head.prepend(tA), eA.use(PrimeVue, {`,
    put: `eA.use(PrimeVue, {\n      csp: { nonce: globalThis.homewardWebformNonce },\n      locale: globalThis.homewardWebformLocale,`,
  },
  // The page's own button sends, and the page shows what is wrong.
  {
    why: "the form's state and its check can be reached",
    find: `provide(SUBMIT_PRESSED, dA);`,
    put: `provide(SUBMIT_PRESSED, dA), oA.exposed = { state: gA, submit: BA };`,
  },
  // The dialect of an Emscripten module that nobody calls here, and that our policy refuses.
  { why: "no eval", find: "eval(func)", put: `(() => { throw new Error("no eval"); })()`, times: 2 },
  // Words that the library keeps in English.
  { find: `"Condition not satisfied: constraint"`, put: told("constraint", "This answer does not fit.") },
  { find: `"Condition not satisfied: required"`, put: told("required", "This needs an answer.") },
  { find: `"Repeat Item"`, put: told("row", "Number") },
  { find: `label: "Remove"`, put: `label: ${told("remove", "Take it away")}` },
  { find: `createTextVNode(" Add ", -1)`, put: `createTextVNode(${told("add", "Add another")} + " ", -1)` },
  { find: `" Okay "`, put: told("okay", "Yes, seen") },
  { find: `"Rank items"`, put: told("rank", "Put in order") },
  { find: `"Take picture"`, put: told("picture", "Take a picture") },
  { find: `"Choose image"`, put: told("image", "Choose a picture") },
  { find: `"Captured image preview"`, put: told("preview", "The picture") },
  { find: `"Get location"`, put: told("locate", "Take this place") },
  { find: `"Try again"`, put: told("again", "Try again") },
  { find: `"Finding your location"`, put: told("locating", "Finding the place") },
  { find: `"Good accuracy"`, put: told("good", "Accurate"), times: 2 },
  { find: `"Poor accuracy"`, put: told("poor", "Not accurate") },
  { find: `"Unknown accuracy"`, put: told("unknown", "Accuracy unknown") },
  { find: `label: "Cancel"`, put: `label: ${told("cancel", "Cancel")}` },
  { find: `label: "Save location"`, put: `label: ${told("keep", "Keep this place")}` },
  { find: `"Time taken to capture location: "`, put: `${told("taken", "Time taken")} + ": "` },
  { find: `" Previous saved location at "`, put: `${told("before", "Kept before, accurate to")} + " "` },
  { find: `" Location will be saved at "`, put: `${told("when", "Kept when accurate to")} + " "` },
  { find: `"Accuracy: "`, put: `${told("accuracy", "Accuracy")} + ": "` },
  { find: `"Latitude: "`, put: `${told("latitude", "Latitude")} + ": "` },
  { find: `"Longitude: "`, put: `${told("longitude", "Longitude")} + ": "` },
  { find: `"Cannot access location"`, put: told("nowhere", "The place can’t be found") },
  {
    find: `"Grant location permission in the browser settings and make sure location is turned on."`,
    put: told("allow", "Allow the browser to use the place, and switch it on."),
  },
];

export const applied = (source) =>
  patches.reduce((text, { find, put, times = 1 }) => {
    const parts = text.split(find);
    if (parts.length !== times + 1) throw new Error(`${parts.length - 1} times instead of ${times}: ${find}`);
    return parts.join(put);
  }, source);
