import type { RequestHandler } from 'express';

/**
 * What the browser may do with our pages: load and connect to what comes from here, and nothing else. Styles may be
 * inline because views set them as attributes; scripts never are. Blobs are for images and workers made on the page.
 */
const policy = (frameAncestors: string): string =>
  [
    "default-src 'self'",
    "script-src 'self'",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self' data:",
    "connect-src 'self'",
    "worker-src 'self' blob:",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    `frame-ancestors ${frameAncestors}`,
  ].join('; ');

const alone = policy("'none'");
/** A course page may show a program of the Lab (`/embed`), and nothing else of ours. It holds no session and acts for nobody. */
const embedded = policy('*');

export const securityHeaders: RequestHandler = (request, response, next) => {
  const isEmbed = /^\/embed\/?$/.test(request.path);
  response.set({
    'Content-Security-Policy': isEmbed ? embedded : alone,
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'same-origin',
    'Permissions-Policy': 'camera=(), geolocation=(), microphone=(), payment=()',
    'Cross-Origin-Resource-Policy': isEmbed ? 'cross-origin' : 'same-origin',
  });
  if (!isEmbed) response.set('X-Frame-Options', 'DENY');
  next();
};
