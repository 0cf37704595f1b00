// What is wrong with the drawings that a page shows, measured in the browser with its font and its colours.
"use strict";

const SLACK = 1; // units of the drawing, which are CSS pixels of the width it was made for
const TEXT = 4.5; // WCAG 2.2, 1.4.3
const MARK = 3; // 1.4.11
const DECORATION = /^[fs]-(ground|surface|rule)$/;

const shown = () => [...document.querySelectorAll(".chart > svg")].filter((each) => each.checkVisibility());

function* pairs(list) {
  for (let i = 0; i < list.length; i += 1) for (let j = i + 1; j < list.length; j += 1) yield [list[i], list[j]];
}

/* Lines of text: where they stand, and where they were meant to. What reaches above and below the baseline is
   as of qzcharts.charts.untidy. */
const lines = (drawing) =>
  [...drawing.querySelectorAll("tspan[x]")].map((line) => {
    const length = line.textLength.baseVal.value;
    const x = line.x.baseVal[0].value;
    const y = line.y.baseVal[0].value;
    const start = x - ({ middle: length / 2, end: length }[line.parentElement.getAttribute("text-anchor")] ?? 0);
    const size = parseFloat(getComputedStyle(line).fontSize);
    return {
      line, words: line.textContent, start, end: start + length, top: y - 0.8 * size, bottom: y + 0.1 * size,
      left: line.getStartPositionOfChar(0).x, right: line.getEndPositionOfChar(line.getNumberOfChars() - 1).x,
    };
  });

/* Text that left its place or its drawing, or stands on other text. */
function* misplaced(drawing) {
  const { x, width, height } = drawing.viewBox.baseVal;
  const found = lines(drawing);
  for (const { words, left, right, start, end, top, bottom } of found) {
    if (Math.abs(left - start) > SLACK || Math.abs(right - end) > SLACK) {
      yield `${words} stands from ${left} to ${right}, not from ${start} to ${end}`;
    }
    if (left < x - SLACK || right > x + width + SLACK || top < -SLACK || bottom > height + SLACK) {
      yield `${words} leaves the drawing`;
    }
  }
  for (const [one, other] of pairs(found)) {
    const across = Math.min(one.right, other.right) - Math.max(one.left, other.left);
    const down = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top);
    if (across > SLACK && down > SLACK) yield `${one.words} stands on ${other.words}`;
  }
}

const channels = (colour) => colour.match(/[\d.]+/g).slice(0, 3).map(Number);

function luminance(colour) {
  const linear = channels(colour).map((value) => {
    const share = value / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2];
}

function contrast(one, other) {
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

/* Text that is pale on what lies below it, or covered; marks that are pale on the page. */
function* pale(drawing) {
  const page = getComputedStyle(document.body).backgroundColor;
  const shapes = [...drawing.querySelectorAll("rect, circle, path")].filter((each) => !each.matches(".hit"));
  const styles = shapes.map((shape) => {
    const { fill, stroke } = getComputedStyle(shape);
    return { shape, fill, stroke, box: shape.getBBox({ stroke: true }) };
  });
  for (const { line, words, left, right, top, bottom } of lines(drawing)) {
    const colour = getComputedStyle(line).fill;
    const grounds = new Set();
    const near = styles.filter(({ box }) =>
      box.x - 4 <= right && box.x + box.width + 4 >= left && box.y - 4 <= bottom && box.y + box.height + 4 >= top);
    for (const along of [0.05, 0.5, 0.95]) {
      for (const down of [0.2, 0.5, 0.8]) {
        const point = new DOMPoint(left + along * (right - left), top + down * (bottom - top));
        let ground = page;
        for (const { shape, fill, stroke } of near) {
          const within = fill !== "none" && shape.isPointInFill(point);
          const crossed = stroke !== "none" && shape.isPointInStroke(point);
          const later = line.compareDocumentPosition(shape) & Node.DOCUMENT_POSITION_FOLLOWING;
          if (crossed || (within && later)) yield `${words} is crossed by ${shape.outerHTML}`;
          else if (within) ground = fill;
        }
        grounds.add(ground);
      }
    }
    for (const ground of grounds) {
      if (contrast(colour, ground) < TEXT) yield `${words} in ${colour} is pale on ${ground}`;
    }
  }
  for (const { shape, fill, stroke } of styles) {
    const [role] = shape.classList;
    const colour = fill === "none" ? stroke : fill;
    if (DECORATION.test(role) || colour === "none") continue;
    if (contrast(colour, page) < MARK) yield `${shape.outerHTML} in ${colour} is pale on ${page}`;
  }
}

/* The colours of what has to be told apart by them in a drawing; what is hatched need not be. */
function meanings(drawing) {
  const found = {};
  for (const role of ["done", "remaining", "uncertain"]) {
    const shapes = [...drawing.querySelectorAll(`:is(rect, circle, path).f-${role}`)];
    const plain = shapes.filter((each) => !each.nextElementSibling?.matches(".hatch"));
    if (plain.length) found[role] = channels(getComputedStyle(plain[0]).fill);
  }
  return found;
}

const judged = (judge) =>
  shown().flatMap((drawing) => [...judge(drawing)].map((words) => `${drawing.parentElement.id}: ${words}`));
