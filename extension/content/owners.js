// Which drafts a publish control would send: the ones it stands with, and not those of the composer next to it.

/**
 * How near two elements stand: the number of elements around both of them.
 * @param {Element} one
 * @param {Element} other
 */
function nearness(one, other) {
  const around = new Set(outward(one));
  let shared = 0;
  for (const at of outward(other)) if (around.has(at)) shared++;
  return shared;
}

/**
 * @template {Element} T
 * @param {Element} from
 * @param {readonly T[]} others
 * @returns {T[]} those that stand nearest
 */
function nearest(from, others) {
  return greatest(others, (other) => nearness(from, other));
}

/**
 * @template T
 * @param {readonly T[]} things
 * @param {(thing: T) => number} measure
 * @returns {T[]} those of the greatest measure
 */
function greatest(things, measure) {
  const ranked = things.map((thing) => /** @type {const} */ ([measure(thing), thing]));
  const best = Math.max(...ranked.map(([value]) => value));
  return ranked.filter(([value]) => value === best).map(([, thing]) => thing);
}

/**
 * The controls that belong to a field: its form's where a form says so, else the nearest. Where composers stand in a
 * row with nothing around each, a control belongs to the field that fewest others part it from.
 * @param {Field} field
 * @param {readonly Element[]} controls
 * @param {readonly Field[]} fields
 * @returns {Element[]}
 */
function controlsOf({ element }, controls, fields) {
  const form = isForm(element) ? element.form : element.closest('form');
  const formal = form ? controls.filter((control) => formOf(control) === form) : [];
  if (formal.length > 0) return formal;
  const near = nearest(element, controls);
  return near.length < 2 ? near : greatest(near, (control) => -fields.filter((other) => isBetween(other.element, element, control)).length);
}

/** @param {Element} control */
function formOf(control) {
  const button = control.closest('button, input');
  return button instanceof HTMLButtonElement || button instanceof HTMLInputElement ? button.form : null;
}

/**
 * @param {Element} middle
 * @param {Element} one
 * @param {Element} other
 * @returns {boolean} whether it stands between the two in the order of the page
 */
function isBetween(middle, one, other) {
  const after = (/** @type {Element} */ a, /** @type {Element} */ b) => (a.compareDocumentPosition(b) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0;
  if (middle === one) return false;
  return (after(one, middle) && after(middle, other)) || (after(other, middle) && after(middle, one));
}

/**
 * @param {Element} control
 * @returns {boolean} whether it stands in a layer of its own, as the last button of a two-step post does
 */
function isInDialog(control) {
  for (const at of outward(control)) {
    if (at.matches('dialog, [role="dialog"], [role="alertdialog"], [aria-modal="true"], [class*="dialog" i], [class*="modal" i], [class*="popup" i], [class*="drawer" i]')) return true;
  }
  return false;
}

/**
 * The fields whose text a control would publish. Asking once too often is better than letting one through, but
 * a button of another composer, or "评论" under another post, asks nothing.
 * @param {Element} control
 * @param {Field[]} fields
 * @param {Iterable<Document | ShadowRoot>} roots
 * @returns {Field[]}
 */
function ownersOf(control, fields, roots) {
  const live = fields.filter((field) => field.element.isConnected);
  const controls = rivals(control, roots);
  const besideControl = new Set(nearest(control, live.map((field) => field.element)));
  return live.filter((field) => {
    const own = controlsOf(field, [...controls, control], live);
    if (own.includes(control)) return true;
    if (!besideControl.has(field.element)) return false;
    if (deed(control) === 'answer') return false;
    return isInDialog(control) || !own.some((other) => deed(other) === 'publish' && isShown(other));
  });
}

/**
 * The other controls of the page that may be the field's own: known ones, and for a bare element those made like it.
 * @param {Element} control
 * @param {Iterable<Document | ShadowRoot>} roots
 */
function rivals(control, roots) {
  const known = publishControls(roots);
  const same = (/** @type {Element} */ other) => other === control || other.contains(control) || control.contains(other);
  if (known.some(same)) return known.filter((other) => !same(other));
  const bare = [...bareControls(roots)];
  const own = bare.find(same);
  const alike = bare.filter((other) => other.tagName === own?.tagName && other.className === own.className);
  return [...known, ...alike].filter((other) => !same(other));
}
