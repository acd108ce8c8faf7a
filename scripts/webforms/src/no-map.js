// Stands where web-forms loads its map: that one asks a tile server of somebody else. Forms that
// need a map are asked as plain pages, so that this is never shown.
import { defineComponent } from "vue";

export default defineComponent({ name: "NoMap", render: () => null });
