// The style of signs on previews and of the picture in large.

const PICTURE_LOOK = `
.badge { position: fixed; z-index: 2147483646; display: inline-flex; align-items: center; gap: 4px; height: 24px; margin: 0; padding: 0 8px 0 6px; overflow: hidden;
  --error: #b93226; --warning: #96600a; --info: #4a6d92; --good: #2d7a52; --soft: #6c675e;
  border: 1px solid rgb(40 30 10 / 14%); border-radius: 12px; background: #fffefb; color: #23211d; box-shadow: 0 1px 4px rgb(40 30 10 / 28%);
  font: 600 12px/1 -apple-system, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Noto Sans SC", system-ui, sans-serif; white-space: nowrap; cursor: pointer; }
.badge.dark { --error: #ff8a7a; --warning: #eab54d; --info: #8fb6e0; --good: #7ccb9c; --soft: #aaa398; background: #232220; color: #efebe3; border-color: #55504a; }
.badge .mark { width: 15px; height: 15px; }
.badge b { font-variant-numeric: tabular-nums; }
.badge span { font-weight: 400; overflow: hidden; text-overflow: ellipsis; }
.badge.error { color: var(--error); } .badge.warning { color: var(--warning); } .badge.info { color: var(--info); } .badge.clean { color: var(--good); }
.badge.busy, .badge.unread { color: var(--soft); }
.badge i { flex: none; width: 13px; height: 13px; border: 2px solid currentColor; border-radius: 50%; }
.badge.busy i { border-inline-end-color: transparent; animation: turn 900ms linear infinite; }
.badge.unread i { border-style: dashed; }
.badge.clean i { width: 8px; height: 12px; margin: 0 3px 4px; border-width: 0 2px 2px 0; border-radius: 0; rotate: 42deg; }
.badge:focus-visible { outline: 2px solid #2d5f53; outline-offset: 2px; }
@keyframes turn { to { rotate: 360deg; } }
@media (prefers-reduced-motion: reduce) { .badge.busy i { animation: none; } }
.veil { position: fixed; z-index: 2147483645; overflow: hidden; pointer-events: none; }
.veil div { position: absolute; border-radius: 2px; }
.veil .error { background: rgb(209 58 43 / 30%); box-shadow: inset 0 0 0 1px #d13a2b; }
.veil .warning { background: rgb(192 122 0 / 26%); box-shadow: inset 0 0 0 1px #c07a00; }
.veil .info { background: rgb(74 118 168 / 24%); box-shadow: inset 0 0 0 1px #4a76a8; }

.viewer { width: min(920px, calc(100vw - 24px)); height: min(720px, calc(100vh - 24px)); max-width: none; max-height: none; margin: auto; padding: 0; overflow: hidden; outline: 0; }
.viewer[open] { display: grid; grid-template-columns: minmax(0, 1fr) minmax(300px, 380px); }
.viewer::backdrop { background: rgb(24 20 14 / 46%); }
.sight { overflow: auto; overscroll-behavior: contain; scrollbar-width: thin; padding: 16px; background: var(--raised); border-inline-end: 1px solid var(--line); }
.canvas { position: relative; max-width: 100%; margin: auto; line-height: 0; }
.canvas canvas { width: 100%; height: auto; border-radius: 6px; box-shadow: 0 0 0 1px var(--line); }
.frames { position: absolute; inset: 0; }
.frames button { position: absolute; padding: 0; border: 0; border-radius: 3px; background: none; cursor: pointer; }
.frames .error { box-shadow: 0 0 0 2px #d13a2b; } .frames .warning { box-shadow: 0 0 0 2px #c07a00; } .frames .info { box-shadow: 0 0 0 2px #4a76a8; }
.frames .covered { background: rgb(48 48 48 / 62%); }
.frames .here { box-shadow: 0 0 0 2px #fff, 0 0 0 5px #2d5f53; }
.side { display: flex; flex-direction: column; min-height: 0; }
.viewer .title em { font-style: normal; font-weight: 400; color: var(--soft); margin-inline-start: 8px; font-size: 13px; }
.found { flex: 1; overflow: auto; overscroll-behavior: contain; scrollbar-width: thin; padding: 8px 16px 12px; min-height: 0; }
.item { display: flex; gap: 10px; align-items: start; padding: 8px 0; border-bottom: 1px solid var(--line); }
.item:last-child { border-bottom: 0; }
.item > input { flex: none; width: 16px; height: 16px; margin: 4px 0 0; accent-color: var(--strong); cursor: pointer; }
.item > i { flex: none; width: 16px; }
.item .group { flex: 1; min-width: 0; margin: 0; }
.group > summary { align-items: center; gap: 8px; font-size: 14px; color: var(--ink); }
.group > summary::before { order: 3; margin: 0 4px 4px; }
.group > summary q { flex: 1 0 auto; max-width: 75%; quotes: none; font-weight: 600; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.group > summary span { flex: 0 1 auto; min-width: 0; color: var(--soft); font-size: 12.5px; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.group > p { margin: 6px 0 0; font-size: 13px; }
.acts { flex: none; display: flex; flex-wrap: wrap; gap: 8px; padding: 12px 16px 14px; border-top: 1px solid var(--line); background: var(--raised); }
.acts p { flex-basis: 100%; margin: 0; }
.acts p:empty { display: none; }
.choice:disabled { opacity: .5; cursor: default; }
@media (max-width: 640px) {
  .viewer[open] { grid-template-columns: 1fr; grid-template-rows: minmax(0, 1fr) minmax(0, 1.1fr); }
  .sight { border-inline-end: 0; border-bottom: 1px solid var(--line); }
}
@media (forced-colors: active) { .badge, .frames button { border: 1px solid ButtonText; } }
`;
