/**
 * Notices that the npm that started us is gone. npm passes a signal on to its shell only, which dies of it alone; and
 * nobody can pass on a SIGKILL. Without this a server would live on, holding its port, with nobody who knows it.
 */
import { readFileSync } from 'node:fs';
import process from 'node:process';

const EVERY_MS = 500;

/** Calls `gone` once when the shell or the npm above us has ended. Does nothing when npm did not start us. */
export function watchParent(gone) {
  if (!process.env.npm_lifecycle_event) return;
  const parent = process.ppid;
  // On other systems than Linux only the shell itself is watched.
  const npm = isNpm(parent) ? null : parentOf(parent);
  const watchesNpm = npm !== null && isNpm(npm);
  const timer = setInterval(() => {
    if (process.ppid === parent && !(watchesNpm && parentOf(parent) !== npm)) return;
    clearInterval(timer);
    gone();
  }, EVERY_MS);
  timer.unref();
}

function parentOf(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The second field is the name in brackets and may hold anything.
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
  } catch {
    return null;
  }
}

function isNpm(pid) {
  try {
    return /(^|[/\\])npm(-cli\.c?js)?(\s|\0|$)/.test(readFileSync(`/proc/${pid}/cmdline`, 'utf8'));
  } catch {
    return false;
  }
}
