"""The weights of a model that was exported, to train on from: eight bits are enough to begin with."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper


def weights_of(path: Path) -> dict[str, torch.Tensor]:
    """The network's parameters by name, as the quantised file at `path` holds them."""
    graph = onnx.load(str(path)).graph
    held = {i.name: numpy_helper.to_array(i) for i in graph.initializer}
    readers = {name: [n for n in graph.node if name in n.input] for name in {i for n in graph.node for i in n.input}}
    found = {
        name: torch.tensor(np.array(a)) for name, a in held.items() if name.endswith((".bias", "LayerNorm.weight"))
    }
    for name in held:
        stem = name.removesuffix("_quantized")
        if stem == name:
            continue
        whole = (held[name].astype(np.float32) - held[f"{stem}_zero_point"].astype(np.float32)) * held[f"{stem}_scale"]
        if stem.startswith("onnx::"):
            bias = _bias_behind(name, readers, held)
            found[bias.removesuffix("bias") + "weight"] = torch.tensor(whole.T.copy())
        else:
            found[stem] = torch.tensor(whole)
    return found


def _bias_behind(name: str, readers: dict[str, list[onnx.NodeProto]], held: dict[str, np.ndarray]) -> str:
    """The bias that is added to what a matrix gives, which tells the layer that it belongs to."""
    node = readers[name][0]
    for _ in range(6):
        node = readers[node.output[0]][0]
        if node.op_type == "Add" and (bias := next((i for i in node.input if i in held), None)):
            return bias
    raise ValueError(f"no bias behind {name}")
