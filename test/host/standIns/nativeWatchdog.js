// Stands in for the native watchdog, which ends an extension host whose server has died.
'use strict';

function start(pid) {
  setInterval(() => {
    try {
      process.kill(pid, 0);
    } catch {
      process.exit(87);
    }
  }, 2000).unref();
}

module.exports = { start, exit: (code) => process.exit(code || 0) };
