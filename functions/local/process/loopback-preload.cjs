'use strict';
// Loaded into the processes of other makers that local mode starts (`node --require`). Neither of them can be told all of
// this by its own options: to listen on the loopback interface only, to call nobody outside this machine, to answer no
// foreign web page, and to end when the process that started it is gone.
const http = require('node:http');
const net = require('node:net');

const loopback = '127.0.0.1';
const loopbackNames = new Set([loopback, 'localhost', '::1', '[::1]']);
const loopbackHost = /^(127\.0\.0\.1|localhost)(:\d{1,5})?$/i;

const listen = net.Server.prototype.listen;
net.Server.prototype.listen = function listenOnLoopback(...given) {
  const [first, ...others] = given;
  const callback = others.find((value) => typeof value === 'function');
  const isPort = first === undefined || first === null || /^\d+$/.test(String(first));
  if (isPort) return listen.call(this, { port: Number(first ?? 0), host: loopback }, callback);
  if (typeof first === 'function') return listen.call(this, { port: 0, host: loopback }, first);
  if (typeof first === 'object' && 'port' in first) return listen.call(this, { ...first, host: loopback }, callback);
  // A pipe in the file system is no network.
  return listen.apply(this, given);
};

const connect = net.Socket.prototype.connect;
net.Socket.prototype.connect = function connectToLoopback(...given) {
  const target = Array.isArray(given[0]) ? given[0][0] : given[0];
  const host = typeof target === 'object' ? target.host : typeof given[1] === 'string' ? given[1] : undefined;
  const isPipe = typeof target === 'object' ? Boolean(target.path) : !/^\d+$/.test(String(target));
  if (isPipe || host === undefined || loopbackNames.has(String(host).toLowerCase())) return connect.apply(this, given);
  process.nextTick(() => this.destroy(Object.assign(new Error('only this machine may be called'), { code: 'ECONNREFUSED' })));
  return this;
};

const emit = http.Server.prototype.emit;
http.Server.prototype.emit = function refuseForeignPages(event, request, answer, ...others) {
  if ((event === 'request' || event === 'upgrade') && isForeign(request.headers)) {
    refuseOutsider(event, answer);
    return true;
  }
  return emit.call(this, event, request, answer, ...others);
};

/** A foreign name that resolves to this machine (DNS rebinding), or a page of another site. */
function isForeign({ host = '', origin }) {
  return !loopbackHost.test(host) || (origin !== undefined && origin.toLowerCase() !== `http://${host.toLowerCase()}`);
}

function refuseOutsider(event, answer) {
  if (event === 'upgrade') answer.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
  else answer.writeHead(403, { 'Content-Type': 'text/plain' }).end('Only pages of this machine are answered.\n');
}

// The pipe closes with the process that started this one, however that ended: SIGKILL leaves it no time to say so.
process.stdin.on('end', endProcess).on('error', endProcess).resume();
// Waiting for that keeps nobody alive who has finished.
process.stdin.unref?.();
// The reader of these is gone too: what it says as it ends must not stop it before its data are written.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);

function endProcess() {
  setTimeout(() => process.exit(0), 3_000).unref();
  if (process.listenerCount('SIGTERM') > 0) process.emit('SIGTERM', 'SIGTERM');
  else process.exit(0);
}
