#!/usr/bin/env python3
"""Draws a terminal's text, with its colors, as an SVG picture: terminal-picture.py light|dark <title> < capture > picture.svg

The capture is what "tmux capture-pane -e -p" prints.
"""

import html
import re
import sys
import unicodedata

CELL, LINE, MARGIN, BAR = 8.4, 18, 16, 44
THEMES = {
    "light": {"page": "#ffffff", "edge": "#d0d7de", "text": "#1f2328", 30: "#1f2328", 31: "#b3261e", 32: "#116329", 33: "#7d4e00", 36: "#0b57a4", 90: "#656d76", 91: "#b3261e", 92: "#116329", 93: "#7d4e00"},
    "dark": {"page": "#0d1117", "edge": "#30363d", "text": "#e6edf3", 30: "#6e7681", 31: "#ff7b72", 32: "#3fb950", 33: "#d29922", 36: "#79c0ff", 90: "#8b949e", 91: "#ff7b72", 92: "#3fb950", 93: "#e3b341"},
}


def width(text):
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)


def runs(line, state):
    """The parts of a line that look alike: color, whether it is bold, text."""
    for part in re.split(r"(\x1b\[[0-9;]*m)", line):
        match = re.fullmatch(r"\x1b\[([0-9;]*)m", part)
        if not match:
            if part:
                yield state["color"], state["bold"], part
            continue
        for code in (int(code or 0) for code in match.group(1).split(";")):
            if code == 0:
                state.update(color=None, bold=False)
            elif code in (1, 22):
                state["bold"] = code == 1
            elif code == 39:
                state["color"] = None
            elif 30 <= code <= 37 or 90 <= code <= 97:
                state["color"] = code


def main():
    theme, title = THEMES[sys.argv[1]], sys.argv[2]
    lines = sys.stdin.read().rstrip().split("\n")
    plain = [re.sub(r"\x1b\[[0-9;]*m", "", line) for line in lines]
    wide = round(2 * MARGIN + CELL * max(map(width, plain)))
    high = BAR + LINE * len(lines) + MARGIN
    print(f'<svg xmlns="http://www.w3.org/2000/svg" width="{wide}" height="{high}" viewBox="0 0 {wide} {high}" role="img" aria-label="{html.escape(title)}">')
    print(f'<rect x=".5" y=".5" width="{wide - 1}" height="{high - 1}" rx="8" fill="{theme["page"]}" stroke="{theme["edge"]}"/>')
    for at, color in enumerate(("#ff5f57", "#febc2e", "#28c840")):
        print(f'<circle cx="{20 + 20 * at}" cy="20" r="6" fill="{color}"/>')
    print("<g font-family=\"ui-monospace,SFMono-Regular,Menlo,Consolas,'DejaVu Sans Mono',monospace\" font-size=\"14\" xml:space=\"preserve\">")
    state = {"color": None, "bold": False}
    for number, line in enumerate(lines):
        at = 0
        for color, bold, text in runs(line, state):
            weight = ' font-weight="bold"' if bold else ""
            # Each column at its own place, since not every reader has a font of this width.
            for part in re.findall(r" {2,}|(?:(?! {2}).)+", text):
                if part.strip():
                    start = at + len(part) - len(part.lstrip(" "))
                    shown = part.strip(" ")
                    place = f'x="{MARGIN + CELL * start:.1f}" y="{BAR + LINE * number + 14}" textLength="{CELL * width(shown):.1f}"'
                    print(f'<text {place} fill="{theme.get(color, theme["text"])}"{weight}>{html.escape(shown, quote=False)}</text>')
                at += width(part)
    print("</g>\n</svg>")


main()
