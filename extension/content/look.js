// The style of what we draw. A content script cannot load a style sheet into a shadow root without offering it to the page.

const MARKS_LOOK = `
::highlight(shenyan-error) { text-decoration: underline wavy #d13a2b 1.5px; background-color: rgb(209 58 43 / 12%); }
::highlight(shenyan-warning) { text-decoration: underline dashed #c07a00 2px; background-color: rgb(192 122 0 / 9%); }
::highlight(shenyan-info) { text-decoration: underline dotted #4a76a8 2px; }
`;

const LOOK = `
:host { all: initial !important; display: contents !important; }
${MARKS_LOOK}
* { box-sizing: border-box; }
.mirror { position: fixed; z-index: 2147483646; overflow: hidden; pointer-events: none; color: transparent; contain: strict; }
.mirror > div { width: 100%; min-height: 100%; color: transparent; }

.card, .question, .viewer {
  --ground: #fffefb; --raised: #f6f4ee; --ink: #23211d; --soft: #6c675e; --line: #e6e1d6; --strong: #2d5f53; --on-strong: #fff;
  --error: #b93226; --warning: #96600a; --info: #4a6d92; --dim: rgb(40 30 10 / 14%); --shade: 0 1px 2px rgb(40 30 10 / 8%), 0 12px 32px rgb(40 30 10 / 18%);
  font: 14px/1.6 -apple-system, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Noto Sans SC", system-ui, sans-serif;
  color: var(--ink); background: var(--ground); border: 1px solid var(--line); border-radius: 14px; box-shadow: var(--shade);
  text-align: start; letter-spacing: normal; -webkit-font-smoothing: antialiased; overflow-wrap: anywhere; text-spacing-trim: trim-start;
}
.card:lang(en), .question:lang(en) { font-family: -apple-system, "Segoe UI", Roboto, "Noto Sans", Ubuntu, Cantarell, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", system-ui, sans-serif; font-feature-settings: "palt"; }
.dark {
  --ground: #232220; --raised: #2f2d2a; --ink: #efebe3; --soft: #aaa398; --line: #403d38; --strong: #7fbfae; --on-strong: #12231e;
  --error: #ff8a7a; --warning: #eab54d; --info: #8fb6e0; --dim: rgb(0 0 0 / 50%); --shade: 0 12px 36px rgb(0 0 0 / 55%); color-scheme: dark;
}
.card { position: fixed; inset: auto; margin: 0; padding: 0; width: min(372px, calc(100vw - 16px)); max-height: min(480px, calc(100vh - 16px)); overflow: hidden; flex-direction: column; }
.card[popover]:not(:popover-open) { display: none; }
.card:popover-open { display: flex; }
.card:popover-open { animation: rise 110ms ease-out; }
@keyframes rise { from { opacity: 0; transform: translateY(3px); } }
@media (prefers-reduced-motion: reduce) { .card:popover-open { animation: none; } }

.head { flex: none; display: flex; align-items: center; gap: 8px; padding: 12px 10px 0 16px; }
.mark { flex: none; width: 18px; height: 18px; }
.error { color: var(--error); } .warning { color: var(--warning); } .info { color: var(--info); }
.level { flex: none; font-size: 12px; font-weight: 600; padding-inline-end: 8px; border-inline-end: 1px solid var(--line); line-height: 1.2; }
.title { flex: 1; min-width: 0; font-weight: 600; font-size: 14px; line-height: 1.35; text-wrap: pretty; }
.round { flex: none; width: 26px; height: 26px; padding: 0; border: 0; border-radius: 8px; background: none; color: var(--soft); font: inherit; font-size: 16px; line-height: 1; cursor: pointer; }
.round:hover { background: var(--raised); color: var(--ink); }
.place { font-size: 12px; color: var(--soft); font-variant-numeric: tabular-nums; }
.body { padding: 2px 16px 14px; overflow: auto; overscroll-behavior: contain; scrollbar-width: thin; min-height: 0; }
.body > p { margin: 6px 0 0; text-wrap: pretty; }
.body, .stands { background: linear-gradient(var(--ground) 40%, transparent) top / 100% 28px no-repeat local, linear-gradient(transparent, var(--ground) 60%) bottom / 100% 28px no-repeat local,
  linear-gradient(var(--dim), transparent) top / 100% 12px no-repeat, linear-gradient(transparent, var(--dim)) bottom / 100% 12px no-repeat; }
.quiet { color: var(--soft); font-size: 13px; }
.failed { color: var(--error); font-size: 13px; }

.fixes { display: flex; flex-direction: column; gap: 6px; margin-top: 12px; }
.fix { display: flex; gap: 10px; align-items: baseline; width: 100%; padding: 7px 12px; border: 1px solid var(--line); border-radius: 10px; background: var(--raised); color: inherit; font: inherit; text-align: start; cursor: pointer; }
.fix:hover { border-color: var(--strong); }
.fix b { flex: none; font-weight: 600; color: var(--strong); }
.fix span { flex: 1; min-width: 0; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.fix s { color: var(--soft); text-decoration-thickness: 1px; }

details { margin-top: 6px; }
.fixes + details { margin-top: 12px; border-top: 1px solid var(--line); padding-top: 10px; }
details details { margin-inline-start: 14px; }
summary { cursor: pointer; font-size: 13px; color: var(--soft); list-style: none; display: flex; gap: 6px; border-radius: 6px; }
summary::before { content: ""; flex: none; width: 6px; height: 6px; margin: 8px 3px 0 1px; border: solid currentColor; border-width: 0 1.5px 1.5px 0; transform: rotate(-45deg); transition: transform 100ms; }
details[open] > summary::before { transform: rotate(45deg); }
summary:hover { color: var(--ink); }
.law { margin: 6px 0 0; padding: 8px 0 2px 12px; border-inline-start: 2px solid var(--line); font-size: 13px; line-height: 1.7; white-space: pre-line; }
.links { display: flex; gap: 14px; padding-inline-start: 14px; margin-top: 4px; font-size: 12px; }
a { color: var(--strong); text-underline-offset: 2px; }
.asked { display: flex; gap: 10px; align-items: start; margin-top: 8px; font-size: 13px; }
.asked input { accent-color: var(--strong); margin: 4px 0 0; }

.foot { flex: none; display: flex; flex-wrap: wrap; gap: 2px; padding: 6px 8px; border-top: 1px solid var(--line); background: var(--raised); border-radius: 0 0 14px 14px; }
.link { padding: 4px 8px; border: 0; border-radius: 8px; background: none; color: var(--soft); font: inherit; font-size: 12px; cursor: pointer; }
.link:hover { background: var(--ground); color: var(--ink); }
:focus-visible { outline: 2px solid var(--strong); outline-offset: 2px; }

.question { width: min(440px, calc(100vw - 24px)); max-height: calc(100vh - 24px); padding: 24px 24px 20px; margin: auto; overflow: auto; outline: 0; flex-direction: column; }
.question[open] { display: flex; }
.question::backdrop { background: rgb(24 20 14 / 46%); }
.question h2 { margin: 0; font-size: 19px; line-height: 1.4; font-weight: 600; }
.question > p { margin: 6px 0 0; color: var(--soft); }
.stands { list-style: none; flex: 0 1 auto; min-height: 56px; overflow: auto; scrollbar-width: thin; margin: 16px 0 0; padding: 0; border: 1px solid var(--line); border-radius: 12px; }
.stands li { display: flex; gap: 10px; padding: 10px 14px; align-items: center; }
.stands li + li { border-top: 1px solid var(--line); }
.stands img { flex: none; width: 36px; height: 36px; object-fit: cover; border-radius: 6px; box-shadow: 0 0 0 1px var(--line); }
.stands q { flex: 1; min-width: 0; quotes: none; font-weight: 600; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.stands span { flex: none; max-width: 60%; color: var(--soft); font-size: 13px; }
@media (max-width: 460px) { .stands li { flex-wrap: wrap; row-gap: 0; } .stands q { flex-basis: calc(100% - 28px); } .stands span { flex-basis: 100%; max-width: none; padding-inline-start: 28px; } }
.choices { flex: none; display: flex; flex-wrap: wrap; gap: 8px; margin-top: 20px; }
@media (max-height: 420px) { .question { padding: 16px 20px; } .choices { margin-top: 12px; } .stands { margin-top: 10px; } }
.choice { flex: 1 1 auto; padding: 9px 16px; border: 1px solid var(--line); border-radius: 10px; background: var(--ground); color: inherit; font: inherit; cursor: pointer; white-space: nowrap; }
.choice:hover { background: var(--raised); }
.choice.main { background: var(--strong); border-color: var(--strong); color: var(--on-strong); font-weight: 600; }
.choice.main:hover { filter: brightness(1.08); }
.choice.plain { border-color: transparent; background: none; color: var(--soft); }
.choice.plain:hover { background: var(--raised); color: var(--ink); }
.heard { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
@media (forced-colors: active) { .choice, .fix { border-color: ButtonText; } }
`;
