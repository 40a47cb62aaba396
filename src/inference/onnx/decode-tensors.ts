import { DIM, SHAPE, TENSOR, TENSOR_TYPE, TYPE, VALUE } from '../../core/learned/onnx-fields';
import type { OnnxEnd, OnnxTensor } from './file';
import type { ProtoReader } from './proto';

/** Weights by name; their bytes are a view on the file. */
export function readTensor(r: ProtoReader): OnnxTensor {
  const tensor = {
    name: '',
    type: 0,
    dims: [] as number[],
    floats: [] as number[],
    raw: undefined as Uint8Array | undefined,
    elsewhere: false,
  };
  while (r.next()) {
    if (r.field === TENSOR.name) tensor.name = r.text();
    else if (r.field === TENSOR.type) tensor.type = r.int();
    else if (r.field === TENSOR.dims) r.ints(tensor.dims);
    else if (r.field === TENSOR.floats) r.floats(tensor.floats);
    else if (r.field === TENSOR.raw) tensor.raw = r.chunk();
    else if (r.field === TENSOR.location) tensor.elsewhere = r.int() !== 0;
    else r.skip();
  }
  return tensor;
}

/** An input or output: its name, its element type, its dimensions. */
export function readEnd(r: ProtoReader): OnnxEnd {
  const end = { name: '', element: undefined as number | undefined, dims: undefined as OnnxEnd['dims'] };
  while (r.next()) {
    if (r.field === VALUE.name) end.name = r.text();
    else if (r.field !== VALUE.type) r.skip();
    else {
      const type = r.message('its type');
      while (type.next()) {
        if (type.field === TYPE.tensor) Object.assign(end, readTensorType(type.message('its tensor')));
        else type.skip();
      }
    }
  }
  return end;
}

function readTensorType(r: ProtoReader): Pick<OnnxEnd, 'element' | 'dims'> {
  let element = 0;
  let dims: (number | undefined)[] | undefined;
  while (r.next()) {
    if (r.field === TENSOR_TYPE.element) element = r.int();
    else if (r.field === TENSOR_TYPE.shape) dims = readDims(r.message('its shape'));
    else r.skip();
  }
  return { element, dims };
}

function readDims(r: ProtoReader): (number | undefined)[] {
  const dims: (number | undefined)[] = [];
  while (r.next()) {
    if (r.field !== SHAPE.dim) {
      r.skip();
      continue;
    }
    const dim = r.message(`dimension ${dims.length}`);
    let size: number | undefined;
    while (dim.next()) {
      if (dim.field === DIM.value) size = dim.int();
      else dim.skip();
    }
    // some exporters write what the caller chooses as 0 or -1
    dims.push(size !== undefined && size > 0 ? size : undefined);
  }
  return dims;
}
