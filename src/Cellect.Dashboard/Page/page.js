// Shows what the service sends (docs/dashboard.md). Every event is whole in itself: a missed one is made good by the next.
const $ = (id) => document.getElementById(id);
// Okabe and Ito's colours, as in the overlay: daughters, whose ids follow each other, differ.
const tracks = ["#e69f00", "#56b4e9", "#00b586", "#f0e442", "#e8662a", "#d68fb8"];
const tints = ["#33ff33", "#ff33ff", "#3399ff", "#ffbf1a"];
const stageNames = {
    receive: "microscope to here",
    assemble: "assembling",
    infer: "finding cells",
    link: "linking",
    publish: "publishing",
};

const may = { stop: false, arm: false };
const shown = {
    frame: null,
    status: null,
    curves: null,
    divisions: null,
    pictures: new Map(),
    hidden: new Set(),
    rings: true,
    chosen: null,
};
let stream = null;
let heard = 0;
let redraw = 0;

const number = (value, digits = 0) =>
    value === null || value === undefined
        ? "–"
        : value.toLocaleString("en", { maximumFractionDigits: digits, minimumFractionDigits: digits });
const span = (milliseconds) =>
    milliseconds === null || milliseconds === undefined
        ? "–"
        : milliseconds < 1000
          ? `${number(milliseconds)} ms`
          : `${number(milliseconds / 1000, milliseconds < 10000 ? 2 : 1)} s`;
const seconds = (value) =>
    value < 90 ? `${Math.round(value)} s` : value < 5400 ? `${Math.round(value / 60)} min` : `${(value / 3600).toFixed(1)} h`;
const clock = (time) => new Date(time).toLocaleTimeString("en-GB");
const set = (id, text) => {
    const element = $(id);
    if (element.textContent !== text) element.textContent = text;
};

function make(tag, text, name) {
    const element = document.createElement(tag);
    if (text !== undefined) element.textContent = text;
    if (name) element.className = name;
    return element;
}

// ---- the stream

function connect() {
    if (stream) return;
    heard = performance.now();
    stream = new EventSource("/api/events");
    const on = (kind, take) =>
        stream.addEventListener(kind, (event) => {
            heard = performance.now();
            take(JSON.parse(event.data));
        });
    on("hello", (take) => {
        Object.assign(may, take);
    });
    on("status", showStatus);
    on("services", showServices);
    on("frame", (frame) => {
        shown.frame = frame;
        draw();
    });
    on("curves", showCurves);
    on("divisions", showDivisions);
    for (let channel = 0; channel < 256; channel++) on(`picture-${channel}`, showPicture);
    stream.onerror = () => {
        // A refused stream is closed for good: signed out, or too many watch.
        if (stream?.readyState === EventSource.CLOSED) {
            disconnect();
            setTimeout(again, 3000);
        }
    };
}

async function again() {
    try {
        if ((await fetch("/", { method: "HEAD" })).status === 401) location.reload();
    } catch {
        // Not back yet.
    }
    if (!document.hidden) connect();
}

function disconnect() {
    stream?.close();
    stream = null;
}

// Nobody looks at a hidden tab: it costs the service nothing.
document.addEventListener("visibilitychange", () => (document.hidden ? disconnect() : connect()));
setInterval(() => {
    if (performance.now() - heard > 5000 && !document.hidden) badge("NO CONNECTION", "stale");
}, 1000);

// ---- status

function badge(text, kind) {
    set("badge", text);
    $("badge").className = `badge ${kind}`;
}

function showStatus(status) {
    shown.status = status;
    set("series", status.series || "waiting for a series");
    set("time", status.t === null ? "" : `t ${status.t}${elapsed()}`);
    const late = status.stale !== null && status.stale > Math.max(3, 4 * interval());
    if (status.active) late ? badge(`NOTHING FOR ${seconds(status.stale).toUpperCase()}`, "stale") : badge("LIVE", "live");
    else badge(status.ended ? "ENDED" : "WAITING", "idle");
    document.title = `${status.alerts.length ? "⚠ " : ""}${number(status.cells)} cells – Cellect`;
    showFigures(status);
    showAlerts(status);
    showStages(status.latency);
    showTriggers(status.triggers);
}

// From the first time point to the newest, as the microscope tells.
function elapsed() {
    const times = shown.curves?.time ?? [];
    if (times.length < 2 || !times[0] || !times.at(-1)) return "";
    const whole = Math.round(times.at(-1) - times[0]);
    const two = (value) => String(value).padStart(2, "0");
    return ` · ${Math.floor(whole / 3600)}:${two(Math.floor(whole / 60) % 60)}:${two(whole % 60)}`;
}

// Seconds between the newest time points, as the microscope tells.
function interval() {
    const times = shown.curves?.time ?? [];
    const [last, before] = [times.length - 1, Math.max(0, times.length - 6)];
    return last > before && times[last] && times[before] ? (times[last] - times[before]) / (last - before) : 1;
}

function showFigures(status) {
    set("cells", number(status.cells));
    set("tracks", status.tracks ? `${number(status.tracks)} tracks so far` : "");
    set("divisions", number(status.divisions));
    set("perHour", rateOfDivisions());
    const digits = Math.max(status.in ?? 0, status.out ?? 0) < 10 ? 1 : 0;
    $("rate").replaceChildren(number(status.out, digits), make("small", ` out, ${number(status.in, digits)} in`));
    const lost = Object.entries(status.ledger).filter(
        ([state, count]) => count > 0 && !["processed", "in-flight", "awaited"].includes(state),
    );
    set(
        "ledger",
        lost.length
            ? lost.map(([state, count]) => `${count} ${state}`).join(", ")
            : `${number(status.ledger.processed ?? 0)} tracked, none lost`,
    );
    $("ledger").title = $("ledger").textContent;
    set("latency", span(status.exposed));
    set("latency95", status.latency.total?.now ? `of it here ${span(status.latency.total.now)}` : "");
    $("latency95").title =
        `from receipt to tracks: median ${span(status.latency.total?.median)}, 95 % within ${span(status.latency.total?.p95)}`;
}

function rateOfDivisions() {
    const { time, divisions } = shown.curves ?? { time: [], divisions: [] };
    const last = time.length - 1;
    let first = last;
    while (first > 0 && time[first - 1] && time[last] - time[first - 1] <= 600) first--;
    const hours = last > first ? (time[last] - time[first]) / 3600 : 0;
    return hours > 0 ? `${number((divisions[last] - divisions[first]) / hours)} an hour of late` : "";
}

function showAlerts(status) {
    const section = $("alerts");
    section.hidden = status.alerts.length === 0;
    section.replaceChildren(
        ...status.alerts.map((alert) => {
            const box = make("div", undefined, "alert");
            box.append(make("p", alert.text));
            const since = `since ${clock(alert.since)}${alert.count > 1 ? `, ${alert.count} times` : ""}`;
            box.append(make("p", alert.remedy ? `${since}. What to do: ${alert.remedy}` : since, "faint"));
            return box;
        }),
    );
}

// ---- other services

const silent = (service) => service.heard === null || service.heard > 5;

function serviceState(service) {
    if (service.heard === null) return ["NO ANSWER", "idle"];
    if (silent(service)) return [`SILENT FOR ${seconds(service.heard).toUpperCase()}`, "stale"];
    if (service.mode === "Armed") return ["ARMED", "armed"];
    return service.active ? ["LIVE", "live"] : ["WAITING", "idle"];
}

function showServices({ services }) {
    const section = $("services");
    section.hidden = services.length === 0;
    section.replaceChildren(...services.map(serviceBox));
}

function serviceBox(service) {
    const box = make("div", undefined, "service");
    // The address is what the other service says of itself: only a web address becomes a link.
    const name = make(/^https?:\/\//.test(service.page ?? "") ? "a" : "strong", service.name || service.endpoint.replace("tcp://", ""));
    if (name.tagName === "A") Object.assign(name, { href: service.page, target: "_blank", rel: "noopener" });
    box.append(name, make("span", serviceState(service)[0], `badge ${serviceState(service)[1]}`));
    if (service.series === undefined) return box;
    const figures = [
        `t ${service.t}`,
        `${number(service.cells)} cells`,
        `${number(service.divisions)} divisions`,
        `${number(service.out, 1)} volumes a second`,
    ];
    box.append(make("p", service.series ? `${service.series}: ${figures.join(", ")}` : "no series yet", "faint"));
    for (const alert of service.alerts) box.append(make("p", `⚠ ${alert}`, "warning"));
    return box;
}

function showStages(latency) {
    const known = Object.entries(stageNames).filter(([stage]) => latency[stage]?.median !== null && latency[stage]?.median !== undefined);
    const longest = Math.max(1, ...known.map(([stage]) => latency[stage].median));
    $("stages").replaceChildren(
        ...known.flatMap(([stage, name]) => {
            const bar = make("i");
            bar.style.width = `${Math.max(0, (100 * latency[stage].median) / longest)}%`;
            return [make("span", name), bar, make("span", span(latency[stage].median))];
        }),
    );
}

// ---- triggers

function showTriggers(triggers) {
    $("triggers").hidden = !triggers;
    if (!triggers) return;
    const armed = triggers.mode === "Armed";
    set("mode", { Observe: "OBSERVE", DryRun: "DRY RUN", Armed: "ARMED" }[triggers.mode] ?? triggers.mode.toUpperCase());
    $("mode").className = `badge ${{ Observe: "observe", DryRun: "dry", Armed: "armed" }[triggers.mode] ?? "idle"}`;
    const left = triggers.armedUntil ? (new Date(triggers.armedUntil) - new Date(shown.status.now)) / 1000 : 0;
    $("armed").hidden = !armed && !triggers.puttingBack;
    set("armed", triggers.puttingBack ? "Putting the microscope back…" : `Armed for ${seconds(Math.max(0, left))} more`);
    const counts = [
        ["fired", triggers.fired],
        ["sent and done", triggers.acknowledged],
        ["held back", triggers.heldBack],
        ["refused", triggers.refused],
        ["failed", triggers.failed],
    ];
    set(
        "counts",
        `${triggers.rules} ${triggers.rules === 1 ? "rule" : "rules"}: ${counts
            .filter(([name, count]) => count > 0 || name === "fired")
            .map(([name, count]) => `${number(count)} ${name}`)
            .join(", ")}`,
    );
    set("firing", armed || triggers.puttingBack ? "" : triggers.lastDisarming);
    $("arming").hidden = !may.arm || armed;
    $("stopping").hidden = !may.stop;
    $("stop").classList.toggle("quiet", !armed);
    $("rules").replaceChildren(...triggers.inForce.map(rule));
    showLimits(triggers.limits);
    $("news").replaceChildren(
        ...happened(triggers).map(([at, what, about]) => {
            const item = make("li");
            item.append(make("b", `${clock(at)} ${what} `), about.filter((part) => part).join(", "));
            return item;
        }),
    );
}

function rule(rule) {
    const item = make("li");
    const counts = `${number(rule.fired)} fired${rule.heldBack ? `, ${number(rule.heldBack)} held back` : ""}`;
    item.append(make("b", rule.name), ` when ${rule.when}${rule.then ? `: ${rule.then}` : ""} `, make("span", `(${counts})`, "faint"));
    return item;
}

// What is left of each limit that is set; of the interval, which has a lowest, the figures alone.
function showLimits(limits) {
    $("limits").replaceChildren(
        ...limits.flatMap((limit) => {
            const bar = make("i");
            const share = limit.used === null || limit.least > 0 ? 0 : Math.min(1, limit.used / limit.most);
            bar.style.setProperty("--share", `${100 * share}%`);
            bar.classList.toggle("near", share > 0.8);
            const most = limit.least > 0 ? `, from ${limit.least} to ${limit.most}` : ` of ${limit.most}`;
            return [make("span", limit.name), bar, make("span", `${limit.used ?? "–"}${most} ${limit.unit}`)];
        }),
    );
}

// Firings with what was asked and answered, what was held back and why, armings: newest first.
function happened(triggers) {
    const place = (firing) => [firing.rule, `t ${firing.t}`, firing.track > 0 ? `track ${firing.track}` : ""];
    const answer = (action) =>
        `${action.asked} ${action.outcome}${action.milliseconds === null ? "" : ` in ${span(action.milliseconds)}`}${action.answer ? ` (${action.answer})` : ""}`;
    return [
        ...triggers.firings.map((firing) => [firing.at, "fired", [...place(firing), ...firing.actions.map(answer)]]),
        ...triggers.withheld.map((firing) => [firing.at, "held back", [...place(firing), firing.heldBack]]),
        ...triggers.armings.map((arming) => [arming.at, arming.event, [arming.detail]]),
    ]
        .sort((a, b) => new Date(b[0]) - new Date(a[0]))
        .slice(0, 12);
}

async function command(path, body) {
    try {
        const answer = await fetch(path, {
            method: "POST",
            headers: { "X-Cellect": "1", "Content-Type": "application/json" },
            body: JSON.stringify(body),
        });
        set("answer", `${clock(Date.now())} ${await answer.text()}`);
    } catch {
        set("answer", "NOT DONE: the service does not answer. Stop at the microscope!");
    }
}

$("stop").addEventListener("click", () => command("/api/stop", {}));
$("arm").addEventListener("click", () => {
    // Twice, within five seconds: arming lets rules steer the microscope.
    const button = $("arm");
    if (button.classList.toggle("sure")) {
        button.textContent = "Really arm?";
        setTimeout(() => {
            button.classList.remove("sure");
            button.textContent = "Arm";
        }, 5000);
        return;
    }
    button.textContent = "Arm";
    command("/api/arm", { seconds: $("duration").value });
});

// ---- the picture

async function showPicture(picture) {
    const bytes = Uint8Array.from(atob(picture.jpeg), (character) => character.charCodeAt(0));
    const bitmap = await createImageBitmap(new Blob([bytes], { type: "image/jpeg" }));
    const before = shown.pictures.get(picture.channel);
    shown.pictures.set(picture.channel, { ...picture, jpeg: null, bitmap });
    before?.bitmap.close();
    if (!before) showChannels();
    draw();
}

function showChannels() {
    const channels = [...shown.pictures.keys()].sort((a, b) => a - b);
    $("channels").replaceChildren(
        ...(channels.length < 2 ? [] : channels).map((channel, place) => {
            const button = make("button", `Ch ${channel}`, "small");
            button.style.borderColor = tints[place % tints.length];
            button.setAttribute("aria-pressed", String(!shown.hidden.has(channel)));
            button.addEventListener("click", () => {
                shown.hidden.has(channel) ? shown.hidden.delete(channel) : shown.hidden.add(channel);
                showChannels();
                draw();
            });
            return button;
        }),
    );
}

function draw() {
    if (!redraw)
        redraw = requestAnimationFrame(() => {
            redraw = 0;
            paint();
        });
}

// Width and height of the specimen, µm, for the stage's box.
function fit(frame, width, height) {
    const [, high, wide] = frame.shape;
    const ratio = (wide * frame.voxel[2]) / (high * frame.voxel[1]);
    return ratio > width / height ? [width, width / ratio] : [height * ratio, height];
}

function paint() {
    const { frame } = shown;
    $("nothing").hidden = Boolean(frame);
    if (!frame) return;
    const canvas = $("image");
    const box = canvas.parentElement.getBoundingClientRect();
    const narrow = matchMedia("(max-width: 1099px)").matches;
    const [width, height] = fit(frame, box.width, narrow ? Math.max(240, innerHeight * 0.62) : box.height);
    const scale = devicePixelRatio || 1;
    if (canvas.width !== Math.round(width * scale) || canvas.height !== Math.round(height * scale)) {
        [canvas.width, canvas.height] = [Math.round(width * scale), Math.round(height * scale)];
        [canvas.style.width, canvas.style.height] = [`${width}px`, `${height}px`];
    }
    const context = canvas.getContext("2d");
    context.setTransform(scale, 0, 0, scale, 0, 0);
    context.globalCompositeOperation = "source-over";
    context.fillStyle = "#000";
    context.fillRect(0, 0, width, height);
    paintPictures(context, width, height);
    if (shown.rings) paintCells(context, frame, width / frame.shape[2], height / frame.shape[1]);
    paintDivisions(context, frame, width / frame.shape[2], height / frame.shape[1]);
    paintScaleBar(context, frame, width, height);
    const times = [...shown.pictures.values()].map((picture) => picture.t);
    const other = times.length && Math.min(...times) !== frame.t ? `, image of t ${Math.min(...times)}` : "";
    set(
        "caption",
        `Maximum along z, t ${frame.t}${other}${frame.found > frame.track.length ? `, the surest ${number(frame.track.length)} of ${number(frame.found)} cells` : ""}${frame.assumed ? ", voxel size assumed" : ""}${(frame.populations ?? []).map((population) => `, ${number(population.cells)} ${population.name}`).join("")}`,
    );
}

function paintPictures(context, width, height) {
    const channels = [...shown.pictures.values()].sort((a, b) => a.channel - b.channel);
    context.imageSmoothingQuality = "high";
    for (const [place, picture] of channels.entries()) {
        if (shown.hidden.has(picture.channel)) continue;
        context.globalCompositeOperation = "lighter";
        context.drawImage(channels.length === 1 ? picture.bitmap : tinted(picture, tints[place % tints.length]), 0, 0, width, height);
    }
    context.globalCompositeOperation = "source-over";
}

function tinted(picture, tint) {
    const canvas = new OffscreenCanvas(picture.width, picture.height);
    const context = canvas.getContext("2d");
    context.drawImage(picture.bitmap, 0, 0);
    context.globalCompositeOperation = "multiply";
    context.fillStyle = tint;
    context.fillRect(0, 0, picture.width, picture.height);
    return canvas;
}

// Many rings hide what they mark: they get thinner and fainter.
function paintCells(context, frame, sx, sy) {
    const crowd = frame.track.length / ((context.canvas.clientWidth * context.canvas.clientHeight) / 900);
    context.lineWidth = crowd > 1 ? 0.9 : 1.5;
    context.globalAlpha = crowd > 1 ? 0.55 : 0.9;
    const colours = new Map((frame.populations ?? []).map((population) => [population.channel, population.color]));
    for (let i = 0; i < frame.track.length; i++) {
        context.strokeStyle = colours.get(frame.population?.[i]) ?? tracks[frame.track[i] % tracks.length];
        context.beginPath();
        context.ellipse(
            (frame.x[i] + 0.5) * sx,
            (frame.y[i] + 0.5) * sy,
            Math.max(2, frame.radius[i] * sx),
            Math.max(2, frame.radius[i] * sx),
            0,
            0,
            2 * Math.PI,
        );
        context.stroke();
    }
    context.globalAlpha = 1;
}

function paintDivisions(context, frame, sx, sy) {
    const { divisions } = shown;
    if (!divisions) return;
    for (let i = divisions.t.length - 1; i >= 0; i--) {
        if (divisions.state[i] === WITHDRAWN) continue;
        const age = frame.t - divisions.t[i];
        const chosen = shown.chosen === divisions.mother[i];
        if (!chosen && (age < 0 || age > 8)) continue;
        context.strokeStyle = chosen ? "#fff" : `rgba(240, 228, 66, ${1 - age / 9})`;
        context.lineWidth = chosen ? 2.5 : 2;
        context.setLineDash(chosen ? [5, 3] : []);
        context.beginPath();
        context.arc((divisions.x[i] + 0.5) * sx, (divisions.y[i] + 0.5) * sy, chosen ? 20 : 15, 0, 2 * Math.PI);
        context.stroke();
    }
    context.setLineDash([]);
}

function paintScaleBar(context, frame, width, height) {
    const micrometres = frame.shape[2] * frame.voxel[2];
    const length = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000].findLast((step) => step <= micrometres / 4) ?? micrometres / 4;
    const pixels = (length / micrometres) * width;
    context.fillStyle = "#fff";
    context.fillRect(width - pixels - 14, height - 16, pixels, 3);
    context.font = "12px system-ui, sans-serif";
    context.textAlign = "center";
    context.fillText(`${number(length)} µm`, width - pixels / 2 - 14, height - 22);
}

$("rings").addEventListener("click", () => {
    shown.rings = !shown.rings;
    $("rings").setAttribute("aria-pressed", String(shown.rings));
    draw();
});

function populationOf(frame, cell) {
    const found = (frame.populations ?? []).find((population) => population.channel === frame.population[cell]);
    return found ? `${found.name}, ` : "";
}

function point(event) {
    const { frame } = shown;
    if (!frame) return;
    const box = $("image").getBoundingClientRect();
    const [x, y] = [((event.clientX - box.left) / box.width) * frame.shape[2], ((event.clientY - box.top) / box.height) * frame.shape[1]];
    let [nearest, least] = [-1, (14 / box.width) * frame.shape[2]];
    for (let i = 0; i < frame.track.length; i++) {
        const distance = Math.hypot(frame.x[i] - x, frame.y[i] - y);
        if (distance < Math.max(least, nearest < 0 ? frame.radius[i] : 0)) [nearest, least] = [i, distance];
    }
    $("facts").hidden = nearest < 0;
    if (nearest >= 0)
        set(
            "facts",
            `${populationOf(frame, nearest)}track ${frame.track[nearest]}, ${number(frame.z[nearest] * frame.voxel[0], 1)} µm deep, ${number(2 * frame.radius[nearest] * frame.voxel[2], 1)} µm across`,
        );
}
$("image").addEventListener("pointermove", point);
$("image").addEventListener("click", point);
$("image").addEventListener("pointerleave", () => {
    $("facts").hidden = true;
});

// ---- divisions

const WITHDRAWN = 3;

function showDivisions(divisions) {
    shown.divisions = divisions;
    $("none").hidden = divisions.t.length > 0;
    $("list").parentElement.hidden = divisions.t.length === 0;
    $("list").parentElement.classList.toggle("unconfirmed", divisions.state.every((state) => state === 0));
    const rows = [];
    for (let i = divisions.t.length - 1; i >= Math.max(0, divisions.t.length - 100); i--) {
        const row = make("tr");
        const place = [divisions.x[i] * divisions.voxel[2], divisions.y[i] * divisions.voxel[1], divisions.z[i] * divisions.voxel[0]];
        row.append(
            ...[
                divisions.t[i],
                divisions.mother[i],
                `${divisions.first[i]}, ${divisions.second[i]}`,
                place.map(Math.round).join(", "),
                number(divisions.probability[i], 2),
                ["", "likely", "confirmed", "withdrawn"][divisions.state[i]],
            ].map((text) => make("td", String(text))),
        );
        row.classList.toggle("chosen", shown.chosen === divisions.mother[i]);
        row.classList.toggle("faint", divisions.state[i] === WITHDRAWN);
        row.addEventListener("click", () => choose(divisions.mother[i]));
        rows.push(row);
    }
    $("list").replaceChildren(...rows);
    paintMap();
    draw();
}

function choose(mother) {
    shown.chosen = shown.chosen === mother ? null : mother;
    showDivisions(shown.divisions);
}

function paintMap() {
    const { divisions } = shown;
    const canvas = $("map");
    const [boxWidth, boxHeight] = [canvas.clientWidth, canvas.clientHeight];
    if (!divisions || !boxWidth) return;
    const scale = devicePixelRatio || 1;
    [canvas.width, canvas.height] = [boxWidth * scale, boxHeight * scale];
    const context = canvas.getContext("2d");
    context.scale(scale, scale);
    const [width, height] = fit(divisions, boxWidth - 2, boxHeight - 2);
    context.translate((boxWidth - width) / 2, (boxHeight - height) / 2);
    const colours = getComputedStyle(document.documentElement);
    context.strokeStyle = colours.getPropertyValue("--rule");
    context.strokeRect(0, 0, width, height);
    context.fillStyle = colours.getPropertyValue("--accent");
    for (let i = 0; i < divisions.t.length; i++) {
        if (divisions.state[i] === WITHDRAWN) continue;
        const chosen = shown.chosen === divisions.mother[i];
        context.globalAlpha = chosen ? 1 : 0.15 + 0.85 * ((i + 1) / divisions.t.length) ** 2;
        context.beginPath();
        context.arc(
            ((divisions.x[i] + 0.5) / divisions.shape[2]) * width,
            ((divisions.y[i] + 0.5) / divisions.shape[1]) * height,
            chosen ? 6 : 3,
            0,
            2 * Math.PI,
        );
        context.fill();
    }
}

// ---- curves

const plots = [];
const whole = [1, 2, 5].flatMap((step) => [1, 10, 100, 1e3, 1e4, 1e5].map((power) => step * power)).sort((a, b) => a - b);

function plot(id, colour, format) {
    const parent = $(`${id}-plot`);
    const style = (name) => getComputedStyle(document.documentElement).getPropertyValue(name);
    const axis = {
        stroke: () => style("--faint"),
        grid: { stroke: () => style("--rule"), width: 1 },
        ticks: { show: false },
        font: "11px system-ui",
    };
    const options = {
        width: Math.max(120, parent.clientWidth),
        height: Math.max(60, parent.clientHeight),
        legend: { show: false },
        cursor: { sync: { key: "curves" }, drag: { x: false, y: false }, points: { size: 6 } },
        scales: { x: { time: false }, y: { range: (_, low, high) => [Math.min(0, low ?? 0), (high || 1) * 1.08] } },
        axes: [
            { ...axis, size: 22, space: 60, values: (_, values) => values.map(label) },
            { ...axis, size: 46, ...(id === "latency" ? {} : { incrs: whole }), space: 26, values: (_, values) => values.map(format) },
        ],
        series: [{}, { stroke: () => style(colour), fill: () => `${style(colour).trim()}22`, width: 1.6, points: { show: false } }],
        hooks: {
            setCursor: [
                (self) => {
                    const place = self.cursor.idx ?? self.data[0].length - 1;
                    set(
                        `${id}-at`,
                        place >= 0 && self.data[1][place] !== null ? `${format(self.data[1][place])} at t ${shown.curves.t[place]}` : "",
                    );
                },
            ],
        },
    };
    const chart = new uPlot(options, [[], []], parent);
    plots.push({ id, chart });
    new ResizeObserver(() =>
        chart.setSize({ width: Math.max(120, parent.clientWidth), height: Math.max(60, parent.clientHeight) }),
    ).observe(parent);
}

// Hours of the day where the microscope tells them, else time points.
const label = (value) =>
    shown.curves?.time.every((time) => time !== null)
        ? new Date(value * 1000).toLocaleTimeString("en-GB", {
              hour: "2-digit",
              minute: "2-digit",
              ...(spanOfCurves() < 600 ? { second: "2-digit" } : {}),
          })
        : `t ${value}`;
const spanOfCurves = () => shown.curves.time.at(-1) - shown.curves.time[0];

function showCurves(curves) {
    shown.curves = curves;
    if (!plots.length) {
        plot("cells", "--accent", (value) => number(value));
        plot("divisions", "--second", (value) => number(value));
        plot("latency", "--third", span);
    }
    const x = curves.time.every((time) => time !== null) ? curves.time : curves.t;
    for (const { id, chart } of plots) {
        chart.setData([x, curves[id]]);
        if (chart.cursor.idx === null || chart.cursor.idx === undefined)
            set(`${id}-at`, id === "latency" ? span(curves[id].at(-1)) : number(curves[id].at(-1)));
    }
}

function resize() {
    for (const { chart } of plots) chart.redraw(false, true);
    paintMap();
    draw();
}
const watcher = new ResizeObserver(resize);
for (const element of [document.querySelector(".stage"), $("map")]) watcher.observe(element);
matchMedia("(prefers-color-scheme: light)").addEventListener("change", resize);
connect();
