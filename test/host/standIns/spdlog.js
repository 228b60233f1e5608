// Stands in for the native spdlog, which writes VS Code's log files: the same calls, plain appends.
// Every output channel of an extension in this host is such a file.
'use strict';
const fs = require('node:fs');
const path = require('node:path');

const LEVELS = ['trace', 'debug', 'info', 'warning', 'error', 'critical'];

class Logger {
  constructor(file, maximumSize) {
    this.file = file;
    this.maximumSize = maximumSize;
    this.level = 2;
    this.raw = false;
    fs.mkdirSync(path.dirname(file), { recursive: true });
    this.open('a');
  }

  open(flags) {
    this.descriptor = fs.openSync(this.file, flags);
    this.size = fs.fstatSync(this.descriptor).size;
  }

  write(level, message) {
    if (level < this.level || this.descriptor === undefined) return;
    const time = new Date().toISOString().replace('T', ' ').replace('Z', '');
    const line = this.raw ? String(message) : `${time} [${LEVELS[level]}] ${message}\n`;
    if (this.maximumSize && this.size > this.maximumSize) this.rotate();
    this.size += fs.writeSync(this.descriptor, line);
  }

  rotate() {
    fs.closeSync(this.descriptor);
    const { dir, name, ext } = path.parse(this.file);
    fs.renameSync(this.file, path.join(dir, `${name}.1${ext}`));
    this.open('w');
  }

  trace(message) {
    this.write(0, message);
  }
  debug(message) {
    this.write(1, message);
  }
  info(message) {
    this.write(2, message);
  }
  warn(message) {
    this.write(3, message);
  }
  error(message) {
    this.write(4, message);
  }
  critical(message) {
    this.write(5, message);
  }
  getLevel() {
    return this.level;
  }
  setLevel(level) {
    this.level = level;
  }
  setPattern() {}
  clearFormatters() {
    this.raw = true;
  }
  flush() {}
  drop() {
    if (this.descriptor !== undefined) fs.closeSync(this.descriptor);
    this.descriptor = undefined;
  }
}

const createRotatingLogger = async (name, file, maximumSize) => new Logger(file, maximumSize);

// One assignment each: VS Code imports these by name, and Node finds the names of a CommonJS module this way.
module.exports.Logger = Logger;
module.exports.createRotatingLogger = createRotatingLogger;
module.exports.createAsyncRotatingLogger = createRotatingLogger;
module.exports.setFlushOn = () => {};
module.exports.setLevel = () => {};
module.exports.version = 0;
