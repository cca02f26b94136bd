import { nothingRead, targetOf, timeOf, type MetadataReader } from './metadataReading.js';

/**
 * Vault's one kind of operation, matters.count. Readers are found by the last segment of the type alone because the
 * package it is in is not published.
 */
export const vaultReaders: Readonly<Record<string, MetadataReader>> = {
  CountArtifactsMetadata: (metadata) => ({
    ...nothingRead,
    verb: 'COUNT_ARTIFACTS',
    target: targetOf(metadata, 'matterId'),
    targetKind: 'matter',
    startTime: timeOf(metadata, 'startTime'),
    endTime: timeOf(metadata, 'endTime'),
  }),
};
