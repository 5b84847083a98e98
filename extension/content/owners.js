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
  const ranked = others.map((other) => /** @type {const} */ ([nearness(from, other), other]));
  const best = Math.max(0, ...ranked.map(([near]) => near));
  return ranked.filter(([near]) => near === best).map(([, other]) => other);
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
  const controls = publishControls(roots).filter((other) => other !== control && !control.contains(other) && !other.contains(control));
  const besideControl = new Set(nearest(control, live.map((field) => field.element)));
  return live.filter((field) => {
    const own = nearest(field.element, [...controls, control]);
    if (own.includes(control)) return true;
    if (!besideControl.has(field.element)) return false;
    if (deed(control) === 'answer') return false;
    return isInDialog(control) || !own.some((other) => deed(other) === 'publish' && isShown(other));
  });
}
