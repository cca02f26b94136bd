/** Environment variables by which a program in the extension host gets its parameters and hands back its result. */
export const hostVariables = { parameters: 'BENCH_PARAMETERS', result: 'BENCH_RESULT' } as const;
