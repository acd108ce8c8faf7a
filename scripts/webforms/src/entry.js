// What the custom element of ours needs, and nothing more.
export { createApp, h, nextTick, watch } from "vue";
export { OdkWebForm, webFormsPlugin } from "@getodk/web-forms";
