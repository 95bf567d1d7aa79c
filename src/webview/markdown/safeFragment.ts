/*
 * HTML text → nodes, through DOMPurify with a short list of allowed elements and attributes.
 * The last lock before the page: no `href`, no `src`, no `style`, no `id`, no handlers, no
 * forms.
 */
import DOMPurify from 'dompurify';

const ALLOWED_TAGS = [
  'a',
  'blockquote',
  'br',
  'button',
  'code',
  'del',
  'div',
  'em',
  'h1',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
  'hr',
  'li',
  'ol',
  'p',
  'pre',
  'span',
  'strong',
  'table',
  'tbody',
  'td',
  'th',
  'thead',
  'tr',
  'ul',
];
const ALLOWED_ATTR = [
  'aria-label',
  'class',
  'data-act',
  'data-href',
  'data-language',
  'role',
  'start',
  'tabindex',
  'title',
  'type',
];

let isReady = false;

export function safeFragment(html: string): DocumentFragment {
  // Once for all calls: reading the rules costs more than most blocks.
  if (!isReady) {
    DOMPurify.setConfig({
      ALLOWED_TAGS,
      ALLOWED_ATTR,
      ALLOW_DATA_ATTR: false,
      ALLOW_ARIA_ATTR: false,
      RETURN_DOM_FRAGMENT: true,
    });
    isReady = true;
  }
  // Told again for the compiler alone.
  return DOMPurify.sanitize(html, { RETURN_DOM_FRAGMENT: true });
}
