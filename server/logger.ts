/**
 * What Colyseus wants to say. Errors go to stderr; the rest (greetings, hints, every refused reconnection) would
 * only hide what the server itself says.
 */
export const quietLogger = {
  debug() {},
  info() {},
  trace() {},
  warn() {},
  error(...parts: unknown[]) {
    const text = String(parts[0]);
    // Told by `startApp` in words; a socket that broke is a client that went away.
    if (/EADDRINUSE|EACCES|EADDRNOTAVAIL|ECONNRESET|EPIPE|Max payload|Invalid WebSocket/.test(text)) return;
    console.error('colyseus:', ...parts);
  },
};
