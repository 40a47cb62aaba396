const { availableParallelism } = require('node:os');

module.exports = {
  testEnvironment: 'node',
  // much of a run is waiting: for sockets, timers, processes
  maxWorkers: Math.max(3, availableParallelism()),
  roots: ['<rootDir>/test'],
  testMatch: ['**/*.test.ts'],
  transform: {
    '^.+\\.ts$': ['@swc/jest', { jsc: { parser: { syntax: 'typescript' }, target: 'es2022' }, module: { type: 'commonjs' } }],
  },
  testTimeout: process.env.SLUICE_LONG === '1' ? 1_800_000 : 90_000,
};
