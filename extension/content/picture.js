// One picture that the author adds to a post: where it came from, what was found in it, and where its preview stands.

/**
 * How a picture came to the page, and so how a masked one may take its place.
 * @typedef {{by: 'input', input: HTMLInputElement} | {by: 'paste' | 'drop', target: Element} | {by: 'sight'}} Way
 * @typedef {{finder: () => Finder | undefined, settings: () => Settings, changed: () => void, signal: AbortSignal}} PictureSession
 */

let picturesMade = 0;

class Picture {
  /**
   * @param {File} file
   * @param {Way} way
   * @param {Element} near what it was added through, or its preview
   * @param {PictureSession} session
   */
  constructor(file, way, near, session) {
    this.id = `p${++picturesMade}`;
    this.number = picturesMade;
    this.file = file;
    this.way = way;
    this.near = near;
    this.session = session;
    this.added = performance.now();
    /** @type {PictureStage} */
    this.stage = 'checking';
    this.kind = 'other';
    this.width = 0;
    this.height = 0;
    /** @type {PictureFinding[]} as the server gave them */
    this.findings = [];
    /** @type {PictureFinding[]} as the author sees them */
    this.shown = [];
    /** @type {Pick<Reply, 'articles' | 'exemptions'>} */
    this.law = { articles: {}, exemptions: {} };
    /** @type {Look | null} what it looks like in small, to be known again in a preview */
    this.look = null;
    this.thumb = '';
    /** @type {HTMLElement | null} */
    this.preview = null;
    this.wasSeen = false;
    this.lostAt = 0;
    /** @type {Set<string>} the groups of findings that the author wants left as they are */
    this.bare = new Set();
    this.masked = false;
    this.passed = false;
    /** @type {Set<() => void>} */
    this.listeners = new Set();
  }

  /** @returns {string} */
  get label() {
    return say('image_label', this.number);
  }

  /** @returns {boolean} whether something of ours stands or may come */
  get isBusy() {
    return this.stage === 'checking';
  }

  /** @returns {boolean} whether a masked picture can be given to the page in its place */
  get replaceable() {
    if (this.masked || this.way.by === 'sight') return false;
    return (this.way.by === 'input' ? this.way.input : this.way.target).isConnected;
  }

  /** @param {PictureReply} reply */
  receive(reply) {
    this.stage = reply.stage;
    if (reply.stage === 'checked') {
      this.kind = reply.kind;
      this.width = reply.width;
      this.height = reply.height;
      this.findings = reply.findings.map((finding) => ({ ...finding, start: 0, end: 0 }));
      this.law = { articles: reply.articles, exemptions: reply.exemptions };
    }
    this.settle();
    for (const listener of [...this.listeners]) listener();
  }

  /** Works out what the author sees, after an answer of the server or a change of settings. */
  settle() {
    this.shown = /** @type {PictureFinding[]} */ (settled(this.findings, { answers: [], ignored: [], settings: this.session.settings() }));
    this.shown.sort((a, b) => LEVELS.indexOf(b.level) - LEVELS.indexOf(a.level));
    this.session.changed();
  }

  /** @returns {PictureFinding[]} what the publish question is about */
  standing() {
    if (this.passed) return [];
    return this.shown.filter((finding) => this.session.settings().askLevels.includes(finding.level));
  }

  /** @returns {Level | null} the gravest level of what was found */
  get level() {
    return this.shown[0]?.level ?? null;
  }

  /** @returns {Box[]} what a masked copy covers */
  get covers() {
    return this.shown.filter((finding) => !this.bare.has(groupOf(finding))).flatMap((finding) => finding.boxes);
  }

  /**
   * Resolves when it is known what the picture shows, or that it cannot be known, or when time is up.
   * @param {number} limit in milliseconds
   * @returns {Promise<void>}
   */
  whenChecked(limit) {
    if (!this.isBusy) return Promise.resolve();
    return new Promise((resolve) => {
      const done = () => (this.listeners.delete(done), resolve());
      this.listeners.add(done);
      setTimeout(done, limit);
    });
  }
}

/**
 * What is ticked together: the same words, or all avatars.
 * @param {Finding} finding
 */
function groupOf(finding) {
  return `${finding.rule} ${finding.text}`;
}

/**
 * @param {readonly PictureFinding[]} findings
 * @returns {string} what they are, in a few words: 电话号码、头像 ×4
 */
function inFewWords(findings) {
  /** @type {Map<string, number>} */
  const counts = new Map();
  for (const { title } of findings) counts.set(title, (counts.get(title) ?? 0) + 1);
  const words = [...counts].map(([title, count]) => (count > 1 ? `${title} ×${count}` : title));
  return words.slice(0, 3).join(say('image_and')) + (words.length > 3 ? '…' : '');
}

/**
 * @param {Picture} picture
 * @returns {Standing[]} one row for the publish question, or none
 */
function standingOfPicture(picture) {
  const standing = picture.standing();
  if (standing.length === 0) return [];
  return [{ field: picture.id, level: standing[0].level, text: picture.label, title: inFewWords(standing), maskable: picture.replaceable, thumb: picture.thumb }];
}

/**
 * @param {Picture} picture
 * @returns {PictureState} the frame's number is filled in by the service worker
 */
function pictureState(picture) {
  const box = picture.preview && isSeen(picture.preview) ? picture.preview.getBoundingClientRect() : null;
  const { id, label, stage, kind, width, height, thumb, masked, replaceable } = picture;
  return { id, frame: 0, label, stage, checked: stage === 'checked', kind, width, height, thumb, masked, replaceable, findings: picture.shown, rect: box && [box.x, box.y, box.width, box.height] };
}
