// Draws each chart of the page from the table beside it. Colours and font are the page's own; the
// picture is svg, told in words, with patterns where surfaces touch, and it is drawn anew for paper.
"use strict";
(() => {
  if (!window.echarts) return;
  const root = getComputedStyle(document.documentElement);
  const colour = (name) => root.getPropertyValue(`--hw-${name}`).trim();
  const INK = colour("ink");
  const INK_2 = colour("ink-2");
  const LINE = colour("line");
  const COLOURS = ["accent", "chart-2", "chart-3", "accent-soft", "closed", "soon"].map(colour);
  // The first surface is plain; the others differ in their pattern as well as in their colour.
  const drawn = (symbol, rotation, dashX, dashY, symbolSize) => ({
    color: "rgba(255, 255, 255, .75)", symbol, rotation, dashArrayX: dashX, dashArrayY: dashY, symbolSize,
  });
  const PATTERNS = [
    { symbol: "none" },
    drawn("rect", -Math.PI / 4, [1, 0], [2, 5], 1),
    drawn("circle", 0, [[6, 6], [0, 6, 6, 0]], [6, 0], 0.5),
    drawn("rect", Math.PI / 4, [1, 0], [2, 7], 1),
    drawn("rect", 0, [2, 4], [2, 4], 0.7),
    drawn("rect", 0, [1, 0], [1, 5], 1),
  ];
  const PAPER = 640;
  const BAR = 34;
  const LEAST = 240;
  const FEW = 6;

  const text = (cell) => cell.textContent.trim();
  // A head's first part is the name; what stands small below it, and plain columns, aren't drawn.
  const read = (table) => {
    const heads = [...table.tHead.rows[0].cells].slice(1);
    const drawn = heads.flatMap((head, place) => ("plain" in head.dataset ? [] : [place]));
    return {
      names: drawn.map((place) => text(heads[place].querySelector("span") || heads[place])),
      rows: [...table.tBodies[0].rows].map((row) => ({
        name: text(row.cells[0]),
        cells: drawn.map((place) => row.cells[place + 1]).map((cell) => ({
          value: cell.dataset.v === "" ? null : Number(cell.dataset.v),
          text: text(cell),
        })),
      })),
    };
  };

  // The first two series are the edges of one surface; the lines are drawn upon it.
  const LINES = [["accent", "solid"], ["chart-3", "dashed"], ["soon", "dotted"]];
  const surface = (series, name) => {
    const [low, high, ...lines] = series;
    const edge = { symbol: "none", lineStyle: { width: 0 }, stack: "surface", silent: true };
    const height = high.data.map((value, place) => {
      const below = low.data[place];
      return value === null || below === null ? null : value - below;
    });
    Object.assign(low, edge);
    Object.assign(high, edge, {
      name, data: height, color: colour("accent-soft"), areaStyle: { opacity: 0.55 },
    });
    lines.forEach((line, place) => {
      const [ink, type] = LINES[place % LINES.length];
      Object.assign(line, { color: colour(ink), lineStyle: { width: 2, type } });
    });
  };

  const option = (host, table) => {
    const { names, rows } = read(table);
    const shape = host.dataset.chart;
    const lies = shape === "bars" || shape === "stacked";
    const family = getComputedStyle(host).fontFamily;
    const label = { color: INK_2, fontFamily: family, fontSize: 12 };
    const single = names.length === 1;
    const words = {
      type: "category",
      data: rows.map((row) => row.name),
      inverse: lies,
      axisTick: { show: false },
      axisLine: { lineStyle: { color: LINE } },
      axisLabel: {
        ...label,
        hideOverlap: !lies,
        interval: lies ? 0 : "auto",
        ...(shape === "columns" && rows.length <= FEW ? { width: host.clientWidth / rows.length - 16, overflow: "break", interval: 0 } : {}),
      },
    };
    const figures = {
      type: "value",
      axisLabel: {
        ...label,
        hideOverlap: true,
        formatter: (value) => new Intl.NumberFormat(document.documentElement.lang, { notation: "compact", numberingSystem: "latn" }).format(value),
      },
      splitLine: { lineStyle: { color: LINE } },
      splitNumber: 4,
    };
    const series = names.map((name, place) => ({
      name,
      type: shape === "lines" ? "line" : "bar",
      stack: shape === "stacked" ? "all" : undefined,
      data: rows.map((row) => row.cells[place].value),
      barMaxWidth: BAR,
      barGap: "8%",
      symbol: ["circle", "rect", "triangle", "diamond"][place % 4],
      symbolSize: 6,
      lineStyle: { width: 2, type: ["solid", "dashed", "dotted"][place % 3] },
      connectNulls: false,
      label: {
        ...label,
        color: INK,
        show: single && rows.length <= 12 && shape !== "lines",
        position: lies ? "right" : "top",
        formatter: (one) => rows[one.dataIndex].cells[place].text,
      },
    }));
    const { band } = host.dataset;
    if (band) surface(series, band);
    return {
      animation: false,
      color: COLOURS,
      textStyle: { fontFamily: family, color: INK },
      aria: {
        enabled: true,
        label: { description: host.dataset.says },
        decal: { show: "patterns" in host.dataset, decals: PATTERNS },
      },
      legend: { show: !single, data: band ? series.slice(1).map((one) => one.name) : names, top: 0, left: 0, itemWidth: 14, itemHeight: 10, textStyle: { ...label, color: INK }, selectedMode: false },
      grid: { top: single ? 24 : 44, left: 8, right: lies && single ? 56 : 16, bottom: 8, containLabel: true },
      xAxis: lies ? figures : words,
      yAxis: lies ? words : figures,
      series,
    };
  };

  // Small multiples: one line a row of the table, two beside each other, all on one scale.
  const WIDE = 2;
  const PANEL = 150;
  const panels = (host, table) => {
    const { names, rows } = read(table);
    const family = getComputedStyle(host).fontFamily;
    const label = { color: INK_2, fontFamily: family, fontSize: 12 };
    const values = rows.flatMap((row) => row.cells.map((cell) => cell.value)).filter((value) => value !== null);
    const ends = [host.dataset.least, host.dataset.most].map(Number);
    const [least, most] = host.dataset.least ? ends : [Math.min(0, ...values), Math.max(...values)];
    const deep = Math.ceil(rows.length / WIDE);
    const at = rows.map((_row, place) => ({
      left: `${(place % WIDE) * 50 + 7}%`, width: "40%",
      top: Math.floor(place / WIDE) * PANEL + 28, height: PANEL - 60,
    }));
    return {
      height: deep * PANEL,
      animation: false,
      textStyle: { fontFamily: family, color: INK },
      aria: { enabled: true, label: { description: host.dataset.says } },
      title: rows.map((row, place) => ({
        text: row.name, left: at[place].left, top: at[place].top - 26, padding: 0,
        textStyle: { ...label, color: INK, fontWeight: 600, width: host.clientWidth * 0.42, overflow: "truncate" },
      })),
      grid: at,
      xAxis: rows.map((_row, place) => ({
        type: "category", gridIndex: place, data: names, axisTick: { show: false },
        axisLine: { lineStyle: { color: LINE } }, axisLabel: { ...label, hideOverlap: true },
      })),
      yAxis: rows.map((_row, place) => ({
        type: "value", gridIndex: place, min: least, max: most, splitNumber: 2,
        axisLabel: { ...label, hideOverlap: true, show: place % WIDE === 0 }, splitLine: { lineStyle: { color: LINE } },
      })),
      series: rows.map((row, place) => ({
        type: "line", xAxisIndex: place, yAxisIndex: place, data: row.cells.map((cell) => cell.value),
        symbol: "circle", symbolSize: 7, connectNulls: false, color: COLOURS[0], lineStyle: { width: 2 },
        label: { ...label, color: INK, show: true, position: "top", formatter: (one) => row.cells[one.dataIndex].text },
      })),
    };
  };

  const charts = [];
  const draw = (within) => {
    within.querySelectorAll("[data-chart][hidden]").forEach((host) => {
      const table = document.getElementById(host.dataset.table);
      if (!table || !table.tBodies[0].querySelector("[data-v]:not([data-v=''])")) return;
      host.hidden = false;
      const lies = host.dataset.chart === "bars" || host.dataset.chart === "stacked";
      const drawn = host.dataset.chart === "panels" ? panels(host, table) : option(host, table);
      const rows = table.tBodies[0].rows.length;
      const height = drawn.height || (lies ? Math.max(LEAST, rows * BAR + 60) : LEAST + 40);
      const chart = window.echarts.init(host, null, { renderer: "svg", height });
      chart.setOption(drawn);
      charts.push(chart);
      new ResizeObserver(() => chart.resize({ width: "auto" })).observe(host);
    });
  };
  draw(document);
  document.addEventListener("htmx:load", (event) => draw(event.target));
  window.addEventListener("beforeprint", () => charts.forEach((chart) => chart.resize({ width: PAPER })));
  window.addEventListener("afterprint", () => charts.forEach((chart) => chart.resize({ width: "auto" })));
})();
