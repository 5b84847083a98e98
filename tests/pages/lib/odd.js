// Pages unlike the known ones. `post(text)` publishes; `own(name, element, get)` names a field for the tests;
// `odd.send` is what publishes, where a test presses it by its place.
const odd = (window.__fx = { posts: [], fields: {}, ready: true });
const post = (text, via) => odd.posts.push({ text, via });
const own = (name, el, get) => { odd.fields[name] = { el, get: get ?? (() => ('value' in el ? el.value : el.innerText.replace(/\n$/, ''))) }; return el; };
const make = (tag, attributes = {}, ...children) => {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
};

/** Where an element stands in the window, through the frames around it. */
odd.spot = (el) => {
  let { x, y, width, height } = el.getBoundingClientRect();
  for (let view = el.ownerDocument.defaultView; view !== window; view = view.parent) {
    const frame = view.frameElement;
    const box = frame.getBoundingClientRect();
    [x, y] = [x + box.x + frame.clientLeft, y + box.y + frame.clientTop];
  }
  return [x, y, width, height];
};

/** Whether a rectangle in the field's own frame lies on a stretch of its text. */
odd.hit = (name, [x, y, width, height], start, end) => {
  const { el } = odd.fields[name];
  const root = el.getRootNode();
  const shadowRoots = [];
  for (let at = root; at.host; at = at.host.getRootNode()) shadowRoots.push(at);
  const at = el.ownerDocument.caretPositionFromPoint(x + width / 2, y + height / 2, { shadowRoots });
  if (!at) return false;
  if ('value' in el) return at.offsetNode === el && at.offset >= start && at.offset <= end;
  const range = el.ownerDocument.createRange();
  range.setStart(el, 0);
  range.setEnd(at.offsetNode, at.offset);
  const before = range.toString().length;
  return before >= start && before <= end;
};
