// Shapes shared by the content scripts, the service worker and the pages of the extension.

type Level = 'error' | 'warning' | 'info';
type ServerState = 'ok' | 'away' | 'refused' | 'off';
type FieldKind = 'body' | 'title' | 'comment';
type Scope = 'once' | 'phrase' | 'rule';
type Choice = 'back' | 'publish' | 'mask';
type Stretch = { start: number; end: number };
type Edit = { start: number; removed: number; added: number };
type Change = { start: number; end: number; replacement: string };

interface Fix {
  label: string;
  replacement: string;
}

/** One finding, as `POST /v1/lint` gives it; `start` and `end` count UTF-16 units. */
interface Finding {
  id: string;
  rule: string;
  category: string;
  level: Level;
  start: number;
  end: number;
  text: string;
  title: string;
  message: string;
  advice?: string;
  articles: string[];
  exemptions: string[];
  fixes: Fix[];
  related: string[];
}

interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** A finding in a picture: places in its pixels instead of offsets; none for the picture as a whole. */
type PictureFinding = Finding & { boxes: Box[] };

/** `missing`: the server was installed without what pictures need; `unread`: it does not take this file. */
type PictureStage = 'checking' | 'checked' | 'away' | 'missing' | 'unread';

/** What the service worker answers to a check of a picture. */
interface PictureReply {
  stage: PictureStage;
  kind: string;
  width: number;
  height: number;
  findings: PictureFinding[];
  articles: Record<string, Article>;
  exemptions: Record<string, Exemption>;
}

interface Article {
  title: string;
  text: string;
  summary?: string;
  url: string;
}

interface Exemption {
  question: string;
  basis: string[];
}

/** What the service worker answers to a check. */
interface Reply {
  server: ServerState;
  findings: Finding[];
  articles: Record<string, Article>;
  exemptions: Record<string, Exemption>;
}

/** Facts about one site: where it applies, how its fields and its publish controls are labelled. */
interface Adapter {
  id: string;
  hosts: string[];
  avoid: RegExp;
  compose: RegExp;
  enterPublishes: RegExp;
  post: RegExp;
  body: RegExp;
  title: RegExp;
  comment: RegExp;
  not: RegExp;
  stable: string;
  publish: string[];
  answer: string[];
  step: string[];
  lead: string[];
  remove: string[];
  tail: string[];
  iconTail: string[];
  marks: string[];
}

interface Person {
  name: string;
  who: string;
  when: string;
  how: string;
}

interface Settings {
  server: string;
  enabled: boolean;
  sitesOff: string[];
  askLevels: Level[];
  rulesOff: string[];
  words: string[];
  people: Person[];
  own: { names: string[]; numbers: string[] };
  language: 'auto' | 'zh_CN' | 'zh_TW' | 'en';
}

/** An answer to an exemption question, kept in the page and nowhere else. */
interface Answer {
  category: string;
  text: string;
  exemption: string;
}

interface Standing {
  field: string;
  level: Level;
  text: string;
  title: string;
  maskable: boolean;
  thumb?: string;
}

interface FieldState {
  id: string;
  frame: number;
  label: string;
  text: string;
  checked: boolean;
  findings: (Finding & { rects: number[][] })[];
}

interface PictureState {
  id: string;
  frame: number;
  label: string;
  stage: PictureStage;
  checked: boolean;
  kind: string;
  width: number;
  height: number;
  thumb: string;
  masked: boolean;
  replaceable: boolean;
  findings: PictureFinding[];
  rect: number[] | null;
}

interface FrameState {
  host: string;
  site: string;
  understood: boolean;
  server: ServerState;
  fields: FieldState[];
  pictures: PictureState[];
  question: null | { field: string };
}

interface TabState {
  server: ServerState;
  counts: Record<Level, number>;
  fields: FieldState[];
  pictures: PictureState[];
  question: null | { field: string };
  host: string;
  site: string;
  understood: boolean;
}

type Answered = { ok: boolean; text?: string; reason?: string };

/** A live range over the value of a form field; newer Chromium only. */
interface OpaqueRange {
  getClientRects(): DOMRectList;
  disconnect?(): void;
}

interface HTMLTextAreaElement {
  createValueRange?(start: number, end: number): OpaqueRange;
}

interface HTMLInputElement {
  createValueRange?(start: number, end: number): OpaqueRange;
}

interface ShadowRoot {
  getSelection?(): Selection | null;
}

declare var shenyanAdapters: Adapter[];
