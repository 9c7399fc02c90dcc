"""Two drawings as SVG text: the Pareto front of a discovery, and the graph of who claimed and who checked what.

networkx places the nodes of the graph in layers (source, law, claims, checkers); this module draws. Colours are CSS
variables of the page around the drawing, so it follows the reader's light or dark theme. All text is escaped.
"""

from __future__ import annotations

import html
import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import networkx

CHARACTER_PX = 7.0  # mean width of a character at 12 px; labels are cut to fit their boxes
ROW_PX, BOX_PX = 34, 24  # distance between nodes of a layer, and height of one
PERFECT = 1e-18  # errors below are rounding; a logarithmic axis needs an end


@dataclass(frozen=True)
class FrontPoint:
    """One formula of a front: its size in symbols, its normalised mean squared error, its text."""

    size: int
    error: float
    text: str
    chosen: bool


def pareto_svg(points: Sequence[FrontPoint], width: int = 620, height: int = 300) -> str:
    """The front: error (logarithmic) against size, the chosen law marked."""
    if not points:
        return ""
    left, right, top, bottom = 64, 24, 20, 44
    logs = [math.log10(max(p.error, PERFECT)) for p in points]
    low, high = math.floor(min(logs)) - 0.3, math.ceil(max(logs)) + 0.3
    least, most = min(p.size for p in points) - 0.5, max(p.size for p in points) + 0.5

    def place(size: float, log: float) -> tuple[float, float]:
        x = left + (size - least) / (most - least) * (width - left - right)
        y = top + (high - log) / (high - low) * (height - top - bottom)
        return round(x, 1), round(y, 1)

    parts = [_open_svg(width, height, "Pareto front: error against size")]
    for power in range(math.ceil(low), math.floor(high) + 1, max(1, round((high - low) / 6))):
        _, y = place(least, power)
        parts.append(f'<line class="grid" x1="{left}" y1="{y}" x2="{width - right}" y2="{y}"/>')
        parts.append(f'<text class="tick" x="{left - 8}" y="{y + 4}" text-anchor="end">1e{power}</text>')
    step = max(1, math.ceil((most - least) / 12))
    for size in range(math.ceil(least), math.floor(most) + 1, step):
        x, _ = place(size, low)
        parts.append(
            f'<text class="tick" x="{x}" y="{height - bottom + 18}" text-anchor="middle">{size}</text>'
        )
    parts.append(
        f'<text class="axis" x="{(left + width - right) / 2}" y="{height - 8}" text-anchor="middle">size</text>'
    )
    parts.append(
        f'<text class="axis" transform="translate(14 {(top + height - bottom) / 2}) rotate(-90)" text-anchor="middle">'
        "normalised squared error</text>"
    )
    path, previous = list[str](), None
    for point, log in zip(points, logs, strict=True):
        x, y = place(point.size, log)
        path.append(f"M{x} {y}" if previous is None else f"H{x}V{y}")
        previous = (x, y)
    parts.append(f'<path class="front" d="{"".join(path)}"/>')
    for point, log in zip(points, logs, strict=True):
        x, y = place(point.size, log)
        title = html.escape(f"{point.text}   size {point.size}, error {point.error:.3g}")
        chosen = point.chosen
        parts.append(
            f'<circle class="{"chosen" if chosen else "point"}" cx="{x}" cy="{y}" r="{7 if chosen else 4.5}">'
        )
        parts.append(f"<title>{title}</title></circle>")
    return "".join(parts) + "</svg>"


def claim_graph_svg(graph: networkx.DiGraph, width: int = 900) -> str:
    """A graph whose nodes have `layer`, `label`, `kind` (a CSS class) and `title`, drawn from left to right."""
    import networkx

    if not graph:
        return ""
    layers = [
        [n for n in graph if graph.nodes[n]["layer"] == k]
        for k in sorted({graph.nodes[n]["layer"] for n in graph})
    ]
    height = ROW_PX * max(map(len, layers)) + 20
    box = min(240.0, (width - 40 * (len(layers) - 1)) / len(layers))
    placed = networkx.multipartite_layout(graph, subset_key="layer", align="vertical")
    xs, ys = [float(p[0]) for p in placed.values()], [float(p[1]) for p in placed.values()]
    span_x, span_y = max(max(xs) - min(xs), 1e-9), max(max(ys) - min(ys), 1e-9)
    at = {
        node: (
            round(box / 2 + (float(p[0]) - min(xs)) / span_x * (width - box), 1),
            round(height / 2 + (float(p[1]) - (max(ys) + min(ys)) / 2) / span_y * (height - ROW_PX), 1),
        )
        for node, p in placed.items()
    }
    parts = [_open_svg(width, height, "Graph of claims and checkers")]
    for source, target in graph.edges:
        (x1, y1), (x2, y2) = at[source], at[target]
        x1, x2 = x1 + box / 2, x2 - box / 2
        bend = (x1 + x2) / 2
        parts.append(f'<path class="edge" d="M{x1} {y1}C{bend} {y1} {bend} {y2} {x2} {y2}"/>')
    for node, (x, y) in at.items():
        data = graph.nodes[node]
        label = html.escape(_fitted(str(data["label"]), box - 16))
        parts.append(
            f'<g class="node {html.escape(data["kind"])}"><title>{html.escape(str(data["title"]))}</title>'
            f'<rect x="{x - box / 2:.1f}" y="{y - BOX_PX / 2:.1f}" width="{box:.1f}" height="{BOX_PX}" rx="6"/>'
            f'<text x="{x}" y="{y + 4}" text-anchor="middle">{label}</text></g>'
        )
    return "".join(parts) + "</svg>"


def _open_svg(width: float, height: float, title: str) -> str:
    return (
        f'<svg viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="img" aria-label="{title}" '
        f"><title>{title}</title>"
    )


def _fitted(text: str, width: float) -> str:
    room = int(width / CHARACTER_PX)
    return text if len(text) <= room else text[: room - 1] + "…"
