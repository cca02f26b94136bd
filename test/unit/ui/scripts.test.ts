import assert from 'node:assert/strict';
import { columnsOf, hasWide, tight } from '../../../src/ui/words/scripts.js';

describe('letters of other scripts', () => {
  it('have a space beside a name, and none beside each other', () => {
    const written = {
      '创建 集群': '创建集群',
      '创建 集群 etl-7': '创建集群 etl-7',
      '调整 节点组 的大小': '调整节点组的大小',
      'クラスタ の作成': 'クラスタの作成',
      'クラスタ etl-7 の作成': 'クラスタ etl-7 の作成',
      'ワークフロー テンプレート の更新': 'ワークフロー テンプレートの更新',
      '案件 内のアーティファクト': '案件内のアーティファクト',
      '클러스터 etl-7 만들기': '클러스터 etl-7 만들기',
      'create cluster etl-7': 'create cluster etl-7',
    };
    assert.deepEqual(Object.keys(written).map(tight), Object.values(written));
  });

  it('are two columns wide in Chinese, Japanese and Korean', () => {
    assert.deepEqual(['etl-7', 'Größe', '集群', 'サービス', '작업 a', '：'].map(columnsOf), [5, 5, 4, 8, 6, 2]);
    assert.deepEqual(['Größe', 'İşlem', '≥ 3 · 4', '操作'].map(hasWide), [false, false, false, true]);
  });
});
