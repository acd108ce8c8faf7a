/* Draws each element with data-map from the JSON beside it. The list below it is the content:
   where anything here fails, the map stays hidden and nothing is lost. The library and the
   outlines are fetched only when the map comes near the screen. */
(() => {
  "use strict";
  if (window.homewardMaps) return;
  window.homewardMaps = true;

  const loaded = new Map();
  const fetched = new Map();
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const GRID = 14;
  // How many points of the grid a country must fill to be named.
  const ENOUGH = 9;
  // Beyond this no map here says more.
  const CLOSEST = 11;

  function once(store, key, make) {
    if (!store.has(key)) store.set(key, make());
    return store.get(key);
  }

  function script(url) {
    return once(loaded, url, () => new Promise((resolve, reject) => {
      const element = document.createElement("script");
      element.src = url;
      element.onload = resolve;
      element.onerror = reject;
      document.head.append(element);
    }));
  }

  function atlas(url) {
    return once(fetched, url, async () => {
      const answer = await fetch(url);
      if (!answer.ok) throw new Error(url);
      const world = await answer.json();
      return topojson.feature(world, world.objects.countries).features;
    });
  }

  async function draw(view) {
    const { leaflet, clusters, topology, atlas: outlines } = view.dataset;
    const asked = JSON.parse(document.getElementById(view.dataset.map).textContent);
    await Promise.all([leaflet, clusters, topology].map(script));
    const countries = await atlas(outlines);
    view.hidden = false;
    const map = L.map(view, {
      zoomControl: false, attributionControl: false, scrollWheelZoom: false, zoomSnap: 0.25,
      minZoom: 1, maxZoom: CLOSEST,
      // One finger scrolls the page; two move the map.
      dragging: !L.Browser.mobile,
      zoomAnimation: !still, fadeAnimation: !still, markerZoomAnimation: !still,
    });
    const rtl = document.documentElement.dir === "rtl";
    L.control.zoom({
      position: rtl ? "topleft" : "topright",
      zoomInTitle: view.dataset.zoomIn, zoomOutTitle: view.dataset.zoomOut,
    }).addTo(map);
    const here = new Set(asked.countries);
    land(map, countries, here);
    fit(map, countries, here, asked);
    const marks = L.layerGroup().addTo(map);
    const words = L.layerGroup().addTo(map);
    const written = outlined(map, view, asked.areas);
    const index = clustered(asked.points);
    let standing = [];
    // What has the focus is redrawn by a zoom alone: a move that brings it into view must not
    // take the focus away.
    const mark = () => {
      marks.clearLayers();
      standing = [...figures(map, view, marks, written), ...bubbles(map, view, marks, index)];
    };
    const say = () => {
      words.clearLayers();
      const taken = called(map, words, standing);
      name(map, words, countries, here, asked.names, taken);
    };
    map.on("zoomend", mark);
    map.on("moveend", say);
    mark();
    say();
    view.classList.add("is-drawn");
  }

  function land(map, countries, here) {
    L.geoJSON(countries, {
      interactive: false,
      style: (country) => ({
        className: `hw-map-land${here.has(country.id) ? " hw-map-land--here" : ""}`,
        stroke: true, fill: true,
      }),
    }).eachLayer((layer) => map.addLayer(layer));
  }

  /* The largest part of each country looked at: an island far away would shrink all the rest. */
  function fit(map, countries, here, asked) {
    const bounds = L.latLngBounds([]);
    for (const country of countries) {
      if (here.has(country.id)) bounds.extend(L.geoJSON(largest(country.geometry)).getBounds());
    }
    const alone = !bounds.isValid();
    for (const point of asked.points) {
      const at = [point.latitude, point.longitude];
      if (alone || bounds.pad(0.5).contains(at)) bounds.extend(at);
    }
    if (alone) {
      for (const area of asked.areas) {
        if (area.geometry) bounds.extend(L.geoJSON(area.geometry).getBounds());
        else if (area.latitude !== null) bounds.extend([area.latitude, area.longitude]);
      }
    }
    if (bounds.isValid()) map.fitBounds(bounds, { padding: [18, 18], maxZoom: 9, animate: false });
    else map.setView([15, 10], 2, { animate: false });
  }

  function largest(geometry) {
    if (geometry.type !== "MultiPolygon") return geometry;
    const parts = geometry.coordinates.map((rings) => [size(rings[0]), rings]);
    const [, rings] = parts.reduce((a, b) => (b[0] > a[0] ? b : a));
    return { type: "Polygon", coordinates: rings };
  }

  function size(ring) {
    let sum = 0;
    for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
      sum += ring[j][0] * ring[i][1] - ring[i][0] * ring[j][1];
    }
    return Math.abs(sum);
  }

  /* Areas with a boundary are drawn once; what is written on them, and bubbles for those without
     a boundary, is drawn anew with each move. */
  function outlined(map, view, areas) {
    const written = [];
    for (const area of areas) {
      const known = area.latitude !== null;
      if (!area.geometry) {
        if (known && area.step !== null) written.push({ area, at: [area.latitude, area.longitude] });
        continue;
      }
      const unknown = area.step === 0 ? " hw-map-area--unknown" : "";
      const layer = L.geoJSON(area.geometry, {
        interactive: false,
        style: () => area.step === null
          ? { className: "hw-map-outline", fill: false }
          : { className: `hw-map-area${unknown}`, fillColor: `url(#${view.id}-step-${area.step})` },
      }).addTo(map);
      const middle = L.geoJSON(largest(simple(area.geometry))).getBounds().getCenter();
      if (area.text) written.push({ area, at: known ? [area.latitude, area.longitude] : middle, layer });
    }
    return written;
  }

  function figures(map, view, marks, written) {
    return written.map(({ area, at, layer }) => {
      const side = layer ? 26 : 32;
      const word = area.text || "?";
      const css = layer ? "hw-map-figure" : `hw-map-bubble hw-map-bubble--step hw-map-bubble--step${area.step}`;
      const wide = Math.max(side, 10 + width(word));
      place(map, marks, at, [wide, side], figure(area.url, css, word, `${area.name}: ${word}`));
      return { at: L.latLng(at), wide, high: side };
    });
  }

  function simple(geometry) {
    if (geometry.type !== "GeometryCollection") return geometry;
    return geometry.geometries.find((part) => part.type.endsWith("Polygon")) || geometry.geometries[0];
  }

  function clustered(points) {
    const index = new Supercluster({
      radius: 30, extent: 256, maxZoom: CLOSEST,
      map: (p) => ({ count: p.count, name: p.name, most: p.count }),
      reduce: (sum, p) => {
        sum.count += p.count;
        if (p.most > sum.most) Object.assign(sum, { name: p.name, most: p.most });
      },
    });
    index.load(points.map((point) => ({
      type: "Feature", properties: point,
      geometry: { type: "Point", coordinates: [point.longitude, point.latitude] },
    })));
    index.most = points.reduce((most, point) => Math.max(most, point.count), 1);
    return index;
  }

  function bubbles(map, view, marks, index) {
    const number = new Intl.NumberFormat(`${document.documentElement.lang || "en"}-u-nu-latn`);
    const found = index.getClusters([-180, -85, 180, 85], Math.round(map.getZoom()));
    found.sort((a, b) => b.properties.count - a.properties.count);
    return found.map(({ geometry, properties }) => {
      const [longitude, latitude] = geometry.coordinates;
      const at = L.latLng(latitude, longitude);
      const others = properties.cluster ? properties.point_count - 1 : 0;
      const share = Math.sqrt(Math.min(1, properties.count / index.most));
      const text = number.format(properties.count);
      const side = Math.round(Math.max(24 + 18 * share, 12 + width(text)));
      const element = others
        ? together(map, view, index, properties, at, text)
        : figure(properties.url, "hw-map-bubble", text, `${properties.name}: ${text}`);
      place(map, marks, at, [side, side], element);
      const called = others ? `${properties.name} +${others}` : properties.name;
      return { at, wide: side, high: side, called };
    });
  }

  /* Writes the name of each bubble where it covers nothing; gives all that is taken. */
  function called(map, words, standing) {
    const taken = standing.map(({ at, wide, high }) => box(map.latLngToContainerPoint(at), wide, high));
    for (const { at, high, called: text } of standing) {
      const spot = text && free(map, map.latLngToContainerPoint(at), high, width(text), taken);
      if (!spot) continue;
      taken.push(spot);
      label(map, words, spot, text, "hw-map-label");
    }
    return taken;
  }

  function together(map, view, index, properties, at, text) {
    const words = view.dataset.together
      .replace("%(count)s", text).replace("%(places)s", properties.point_count);
    const button = figure("", "hw-map-bubble hw-map-bubble--many", text, `${properties.name}: ${words}`, "button");
    button.type = "button";
    button.addEventListener("click", () => {
      map.setView(at, Math.max(index.getClusterExpansionZoom(properties.cluster_id), map.getZoom() + 1));
      view.focus();
    });
    return button;
  }

  function figure(url, css, text, title, tag) {
    const element = document.createElement(tag || (url ? "a" : "span"));
    if (url) element.href = url;
    if (url || tag) element.setAttribute("aria-label", title);
    element.className = css;
    element.title = title;
    element.textContent = text;
    return element;
  }

  function place(map, drawn, at, iconSize, element) {
    element.addEventListener("focus", () => map.panInside(at, { padding: [40, 40] }));
    // The link or button inside takes the click; the map must not take it for a drag.
    L.DomEvent.disableClickPropagation(element);
    L.marker(at, {
      interactive: false, keyboard: false,
      icon: L.divIcon({ className: "hw-map-mark", html: element, iconSize }),
    }).addTo(drawn);
  }

  function label(map, drawn, spot, text, css) {
    const element = document.createElement("div");
    element.className = css;
    element.dir = "auto";
    element.textContent = text;
    const wide = spot.right - spot.left;
    L.marker(map.containerPointToLatLng([spot.left + wide / 2, spot.top + 9]), {
      interactive: false, keyboard: false,
      icon: L.divIcon({ className: "", html: element, iconSize: [wide, 18] }),
    }).addTo(drawn);
  }

  const ruler = document.createElement("canvas").getContext("2d");

  function width(text) {
    ruler.font = `600 13px ${getComputedStyle(document.body).fontFamily}`;
    return Math.ceil(ruler.measureText(text).width) + 4;
  }

  function box(point, wide, high) {
    return {
      left: point.x - wide / 2, right: point.x + wide / 2,
      top: point.y - high / 2, bottom: point.y + high / 2,
    };
  }

  const apart = (a, b) => a.right < b.left || a.left > b.right || a.bottom < b.top || a.top > b.bottom;

  /* Below, at either side, above: the first spot that covers nothing; none is better than one
     on top of another, since the list has every name. */
  function free(map, point, side, wide, taken) {
    const { x: right, y: bottom } = map.getSize();
    const reach = side / 2 + 2;
    return [
      [point.x, point.y + reach + 9], [point.x - reach - wide / 2, point.y],
      [point.x + reach + wide / 2, point.y], [point.x, point.y - reach - 9],
    ].map(([x, y]) => box({ x, y }, wide, 18)).find((spot) => spot.left >= 0 && spot.right <= right
      && spot.top >= 0 && spot.bottom <= bottom && taken.every((other) => apart(spot, other)));
  }

  /* Names the countries around: at the point of a grid inside each that is nearest its middle. */
  function name(map, drawn, countries, here, names, taken) {
    const { x: wide, y: high } = map.getSize();
    const view = map.getBounds();
    const inside = new Map();
    for (const country of countries) {
      if (here.has(country.id) || !names[country.id]) continue;
      country.bounds ||= L.geoJSON(country).getBounds();
      if (view.intersects(country.bounds)) inside.set(country, []);
    }
    for (let i = 0; i < GRID * GRID; i += 1) {
      const point = L.point(((i % GRID) + 0.5) * wide / GRID, (Math.floor(i / GRID) + 0.5) * high / GRID);
      const at = map.containerPointToLatLng(point);
      for (const [country, points] of inside) {
        if (country.bounds.contains(at) && holds(country.geometry, at)) { points.push(point); break; }
      }
    }
    for (const [country, points] of inside) {
      const text = names[country.id];
      const spot = points.length >= ENOUGH && middle(map, points, width(text), taken);
      if (!spot) continue;
      taken.push(spot);
      label(map, drawn, spot, text, "hw-map-label hw-map-label--land");
    }
  }

  function middle(map, points, wide, taken) {
    const x = points.reduce((sum, p) => sum + p.x, 0) / points.length;
    const y = points.reduce((sum, p) => sum + p.y, 0) / points.length;
    const far = (p) => (p.x - x) ** 2 + (p.y - y) ** 2;
    const right = map.getSize().x;
    return [...points].sort((a, b) => far(a) - far(b)).slice(0, ENOUGH)
      .map((point) => box(point, wide, 18))
      .find((spot) => spot.left >= 0 && spot.right <= right && taken.every((other) => apart(spot, other)));
  }

  function holds(geometry, at) {
    const parts = geometry.type === "MultiPolygon" ? geometry.coordinates : [geometry.coordinates];
    return parts.some((rings) => rings.reduce((odd, ring) => odd !== crosses(ring, at), false));
  }

  function crosses(ring, { lat, lng }) {
    let odd = false;
    for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
      const [ax, ay] = ring[i];
      const [bx, by] = ring[j];
      if (ay > lat !== by > lat && lng < ((bx - ax) * (lat - ay)) / (by - ay) + ax) odd = !odd;
    }
    return odd;
  }

  const near = new IntersectionObserver((entries) => {
    for (const { isIntersecting, target } of entries) {
      if (!isIntersecting) continue;
      near.unobserve(target);
      const view = target.querySelector("[data-map]");
      draw(view).catch((fault) => { view.hidden = true; console.error(fault); });
    }
  }, { rootMargin: "300px" });

  function find(root) {
    for (const view of root.querySelectorAll("[data-map]:not([data-seen])")) {
      view.dataset.seen = "";
      near.observe(view.parentElement);
    }
  }

  find(document);
  document.addEventListener("htmx:load", (event) => find(event.target));
})();
