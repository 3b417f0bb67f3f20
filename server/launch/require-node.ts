/**
 * Ends the process at once on a Node that is too old. Everything of ours is started by a launcher that finds the
 * pinned Node; this catches a way around it, before `node:sqlite` or a global `WebSocket` is missing in mid-game.
 */
const major = Number(process.versions.node.split('.')[0]);
if (major < 24) {
  console.error(
    `PyArena needs Node 24, this is ${process.version}. Use "npm start", "npm test" or "npm run cli", which bring it along.`,
  );
  process.exit(1);
}
