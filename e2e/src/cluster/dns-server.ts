// Answers DNS questions of pods: started as a program of its own with NAME=ADDRESS arguments, where NAME is the full
// name without the last dot. Everything else does not exist.

import { createSocket } from 'node:dgram';
import { address } from './addresses.ts';
import { answerQuestion } from './dns-message.ts';

const known = new Map(process.argv.slice(2).map((pair) => pair.split('=') as [string, string]));
const socket = createSocket('udp4');
socket.on('message', (message, from) => {
  const answer = answerQuestion(message, known);
  if (answer !== undefined) socket.send(answer, from.port, from.address);
});
socket.bind(53, address.dns);
