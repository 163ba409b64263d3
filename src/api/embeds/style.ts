import { createHash } from 'node:crypto';

/** Of the page and of the picture, light and dark by the reader's setting; contrasts are at least 4.5 : 1. */
export const STYLE = `:root{color-scheme:light dark;--ink:#1b1f24;--quiet:#57606a;--paper:#fff;--line:#8c959f;--link:#0a4fb8;--proposed:#cfe0ff;--decided:#ffe0b0;--in-force:#bfeccb;--ended:#dfe3e8;--other:#e9dcf6;--note:#fff4d6}
@media (prefers-color-scheme:dark){:root{--ink:#e6edf3;--quiet:#a3adb8;--paper:#12161c;--line:#768390;--link:#8ab8ff;--proposed:#1f3d6e;--decided:#6b4410;--in-force:#17522b;--ended:#3a424c;--other:#493061;--note:#463708}}
body{margin:0;padding:12px 14px;background:var(--paper);color:var(--ink);font:15px/1.45 system-ui,sans-serif;overflow-wrap:anywhere}
h1{font-size:18px;line-height:1.25;margin:0}p{margin:6px 0}a{color:var(--link)}h1 a{color:inherit}
.quiet{color:var(--quiet);font-size:13px}.sentence{font-size:16px}.changed{background:var(--note);padding:8px 10px;border-radius:6px}
figure{margin:10px 0}svg text{font:12px system-ui,sans-serif;fill:var(--ink)}
table{border-collapse:collapse;width:100%;font-size:13px}caption{text-align:left;color:var(--quiet);padding:4px 0}
th,td{text-align:left;vertical-align:top;padding:5px 8px 5px 0;border-top:1px solid var(--line);font-weight:400}thead th{color:var(--quiet);white-space:nowrap}
rect{stroke:var(--paper)}.f-proposed{fill:var(--proposed)}.f-decided{fill:var(--decided)}.f-in-force{fill:var(--in-force)}.f-ended{fill:var(--ended)}.f-other{fill:var(--other)}
.possible{fill:var(--paper);stroke:var(--ink);stroke-dasharray:4 3}.contested{fill:url(#hatch);stroke:var(--ink)}.hatch{stroke:var(--line);stroke-width:3}
.axis{stroke:var(--line)}svg .tick{fill:var(--quiet)}.day{stroke:var(--ink);stroke-width:1.5}svg .number{font-weight:600;font-size:14px}
.paper{fill:var(--paper);stroke:none}svg .head{font-size:40px;font-weight:600}svg .said{font-size:28px}svg .row{font-size:24px}svg .foot{font-size:22px;fill:var(--quiet)}
.large text{font-size:20px}svg .large .number{font-size:22px}
@media (max-width:520px){thead{display:none}tr{display:block;border-top:1px solid var(--line);padding:4px 0}th,td{display:block;border:0;padding:1px 0}tbody th,td:nth-of-type(1){display:inline;font-weight:600;padding-right:6px}}`;

const HASH = createHash('sha256').update(STYLE).digest('base64');

/** Only this style, no script, no picture from elsewhere; `ancestors` says who may frame it. */
export const embedPolicy = (ancestors: string): string =>
  [
    "default-src 'none'",
    `style-src 'sha256-${HASH}'`,
    "base-uri 'none'",
    "form-action 'none'",
    `frame-ancestors ${ancestors}`,
  ].join('; ');
