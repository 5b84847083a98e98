// One place where a post is written: its text as last read, what was found in it, and the marks on it.

let fieldsMade = 0;

class Field {
  /**
   * @param {HTMLElement} element
   * @param {string} label
   * @param {{settings: () => Settings, changed: (field: Field) => void, signal: AbortSignal}} session
   */
  constructor(element, label, session) {
    this.id = String(++fieldsMade);
    this.element = element;
    this.label = label;
    this.kind = kindOf(element);
    this.session = session;
    this.end = new AbortController();
    session.signal.addEventListener('abort', () => this.release(), { signal: this.end.signal });
    this.text = '';
    this.checked = true;
    this.composing = false;
    this.breaksLines = false;
    this.named = 0;
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.timer = undefined;
    /** @type {Finding[]} as the server gave them, moved along with the text since */
    this.findings = [];
    /** @type {Finding[]} as the author sees them */
    this.shown = [];
    this.paint = new Paint(element);
    /** @type {Answer[]} */
    this.answers = [];
    /** @type {(Stretch & {rule: string, text: string})[]} */
    this.ignored = [];
    /** @type {Pick<Reply, 'articles' | 'exemptions'>} */
    this.law = { articles: {}, exemptions: {} };
    /** @type {string | null} the text that the author chose to publish as it stands */
    this.passed = null;
    /** @type {Set<() => void>} */
    this.listeners = new Set();
    /** @type {Reading | undefined} of an editor, as last read */
    this.reading = undefined;
    this.listen();
    this.catchUp();
  }

  /** Listens on the field itself, which an event from a closed shadow root reaches before it is retargeted. */
  listen() {
    const { element } = this;
    const options = { signal: this.end.signal };
    const look = () => this.catchUp();
    for (const type of ['input', 'change', 'focus', 'blur', 'keyup']) element.addEventListener(type, look, options);
    element.addEventListener('compositionstart', (event) => (this.composing = event.isTrusted), options);
    element.addEventListener('compositionend', () => {
      this.composing = false;
      this.catchUp();
      this.checkWhenPaused();
    }, options);
    this.poll = setInterval(look, 400);
    if (isForm(element)) return;
    this.observer = new MutationObserver(() => this.catchUp(true));
    this.observer.observe(element, { childList: true, characterData: true, subtree: true });
  }

  /**
   * Reads the field; moves what was found along with its words, and asks anew when the text is another.
   * @param {boolean} [redrawn] whether the page may have made its nodes anew, which loses the marks on them
   */
  catchUp(redrawn = false) {
    if (!this.element.isConnected || !this.mayHaveChanged(redrawn)) return;
    const text = this.read();
    if (text === this.text) {
      if (this.reading && this.shown.length > 0) this.paint.show(this.shown, this.reading);
      return;
    }
    const edit = difference(this.text, text);
    this.text = text;
    this.findings = moved(this.findings, edit, text);
    this.ignored = moved(this.ignored, edit, text);
    this.checked = text.trim() === '';
    if (this.passed !== text) this.passed = null;
    this.settle();
    if (!this.checked) this.checkWhenPaused();
  }

  /**
   * Reading an editor walks its nodes, so it is done only after they changed.
   * @param {boolean} redrawn
   */
  mayHaveChanged(redrawn) {
    return redrawn || !this.observer || !this.reading || this.observer.takeRecords().length > 0;
  }

  /** @returns {string} */
  read() {
    if (isForm(this.element)) return this.element.value;
    this.reading = readingOf(this.element);
    return this.reading.text;
  }

  checkWhenPaused() {
    if (!this.composing && !this.checked) checkSoon(this);
  }

  /** @returns {boolean} */
  wantsCheck() {
    return !this.checked && !this.composing && this.element.isConnected && !this.end.signal.aborted;
  }

  /**
   * @param {string} text what was asked about; a reply about another text than the present one is dropped
   * @param {Reply} reply
   */
  receive(text, reply) {
    this.catchUp();
    if (text !== this.text) return;
    this.checked = true;
    const fresh = reply.findings.filter((finding) => text.slice(finding.start, finding.end) === finding.text);
    this.findings = renamed(fresh, this.findings, () => `f${++this.named}`);
    this.law = { articles: reply.articles, exemptions: reply.exemptions };
    this.settle();
    this.tell();
  }

  /** No answer came: what was found before stays on its words, but nothing is claimed about the text. */
  unanswered() {
    this.session.changed(this);
    this.tell();
  }

  tell() {
    for (const listener of [...this.listeners]) listener();
  }

  /** Works out what the author sees, after an edit, an answer or a change of settings. */
  settle() {
    this.shown = settled(this.findings, { answers: this.answers, ignored: this.ignored, settings: this.session.settings() });
    this.paint.show(this.shown, this.reading);
    this.session.changed(this);
  }

  /**
   * Resolves when the present text is checked, when it is known that it cannot be, or when time is up.
   * @param {number} limit in milliseconds
   * @returns {Promise<void>}
   */
  whenChecked(limit) {
    this.catchUp();
    if (this.checked) return Promise.resolve();
    this.composing = false; // who presses publish is done composing
    checkSoon(this, 0);
    return new Promise((resolve) => {
      const done = () => {
        if (!this.checked && serverState === 'ok') return;
        this.listeners.delete(done);
        resolve();
      };
      this.listeners.add(done);
      setTimeout(() => (this.listeners.delete(done), resolve()), limit);
    });
  }

  /**
   * @param {string} id
   * @returns {Finding | undefined}
   */
  finding(id) {
    return this.shown.find((finding) => finding.id === id);
  }

  /** @returns {Finding[]} what the publish question is about */
  standing() {
    if (this.passed !== null && this.passed === this.text) return [];
    return this.shown.filter((finding) => this.session.settings().askLevels.includes(finding.level));
  }

  /**
   * Makes changes in the text, if it is still the text they were meant for.
   * @param {Change[]} changes
   * @returns {Promise<Answered>}
   */
  async write(changes) {
    this.catchUp();
    const answer = await rewrite(this.element, changes);
    this.catchUp(true);
    return answer;
  }

  /**
   * @param {Finding} finding
   */
  ignoreOnce(finding) {
    this.ignored.push({ rule: finding.rule, text: finding.text, start: finding.start, end: finding.end });
    this.settle();
  }

  /**
   * @param {Finding} finding
   * @param {string} exemption
   * @param {boolean} yes
   */
  answer(finding, exemption, yes) {
    const { category, text } = finding;
    this.answers = this.answers.filter((old) => old.category !== category || old.text !== text || old.exemption !== exemption);
    if (yes) this.answers.push({ category, text, exemption });
    this.settle();
  }

  /** Lets go of the field: no listener, no mark. */
  release() {
    clearTimeout(this.timer);
    clearInterval(this.poll);
    this.observer?.disconnect();
    this.paint.release();
    this.end.abort();
  }
}
