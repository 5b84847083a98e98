// The marks of one field: drawn anew after each change, and asked where they are.

class Paint {
  /** @param {HTMLElement} element */
  constructor(element) {
    this.element = element;
    /** @type {Drawn[]} */
    this.drawn = [];
    /** @type {Mirror | undefined} */
    this.mirror = undefined;
    this.end = new AbortController();
  }

  /**
   * @param {readonly Finding[]} findings whose words the field has at this moment
   * @param {Reading | undefined} reading of an editor, as it is at this moment
   */
  show(findings, reading) {
    erase(this.drawn);
    this.drawn = findings.length > 0 ? draw(this.element, findings, reading, () => this.reflect()) : [];
    if (findings.length === 0) this.dropMirror();
  }

  /** @returns {Mirror} */
  reflect() {
    if (!this.mirror && isForm(this.element)) this.mirror = mirrorOf(this.element, this.end.signal);
    const mirror = /** @type {Mirror} */ (this.mirror);
    mirror.keep();
    return mirror;
  }

  /** @returns {boolean} whether the marks are shown, and where their words are at this moment */
  isRight() {
    this.mirror?.keep();
    return this.mirror?.shown() ?? true;
  }

  /**
   * @param {Finding} finding
   * @returns {Mark | undefined}
   */
  markOf(finding) {
    return this.drawn.find((one) => one.finding.id === finding.id)?.mark;
  }

  /**
   * @param {Finding} finding
   * @returns {DOMRect[]} where its mark can be seen, in this frame's viewport
   */
  rects(finding) {
    const mark = this.markOf(finding);
    return mark && this.isRight() ? rectsOf(this.element, mark) : [];
  }

  /**
   * @param {number} x
   * @param {number} y
   * @returns {Finding[]} what is marked there
   */
  under(x, y) {
    if (!this.isRight()) return [];
    const hit = this.drawn.filter(({ mark }) => rectsOf(this.element, mark).some((box) => x >= box.left - 1 && x <= box.right + 1 && y >= box.top && y <= box.bottom + 4));
    return hit.map(({ finding }) => finding);
  }

  dropMirror() {
    this.end.abort();
    this.end = new AbortController();
    this.mirror?.remove();
    this.mirror = undefined;
  }

  release() {
    this.show([], undefined);
  }
}
