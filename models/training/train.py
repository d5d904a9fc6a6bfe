"""Trains the model of names and writes it to models/names: python models/training/train.py --real FOLDER

`--real` is a folder with WikiGold and WNUT-17 (see the model card). Everything else is generated, seeded.
PyTorch is needed here only.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import torch

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent.parent)]

from corpus import UNKNOWN, Corpus, real_text  # noqa: E402
from export import base_folder, export  # noqa: E402
from names import Names  # noqa: E402
from network import LABELS, Tagger  # noqa: E402
from resume import weights_of  # noqa: E402
from slots import Sample  # noqa: E402

from redactor.detection.word_pieces import END, START, pieces, tokeniser  # noqa: E402

IGNORED = -100
LONGEST = 160

Example = tuple[list[int], list[int], list[int]]


def examples(samples: Sequence[Sample], tokens: object) -> list[Example]:
    """Pieces, shapes and label numbers of each sample, cut to LONGEST."""
    found = []
    for sample, cut in zip(samples, pieces([s.text for s in samples], tokens), strict=True):  # type: ignore[arg-type]
        where = [0] * (len(sample.text) + 1)
        for number, (start, end, _) in enumerate(sample.spans, 1):
            where[start:end] = [number] * (end - start)
        labels, last = [], 0
        for start, _ in cut.offsets:
            number = where[start]
            kind = sample.spans[number - 1][2] if number else ""
            if kind == UNKNOWN:
                labels.append(IGNORED)
            else:
                labels.append(LABELS.index(f"{'I' if number == last else 'B'}-{kind}") if kind else 0)
            last = number
        ids, shapes = list(cut.ids[:LONGEST]), list(cut.shapes[:LONGEST])
        found.append(([START, *ids, END], [0, *shapes, 0], [IGNORED, *labels[:LONGEST], IGNORED]))
    return found


def batches(found: list[Example], size: int, rng: random.Random) -> Iterator[tuple[torch.Tensor, ...]]:
    """Batches of about `size` pieces, of like length, in random order."""
    order = sorted(range(len(found)), key=lambda i: len(found[i][0]) + rng.random() * 8)
    groups: list[list[int]] = [[]]
    for i in order:
        if groups[-1] and len(found[i][0]) * (len(groups[-1]) + 1) > size:
            groups.append([])
        groups[-1].append(i)
    rng.shuffle(groups)
    for group in groups:
        longest = max(len(found[i][0]) for i in group)

        def padded(part: int, filler: int, group: list[int] = group, longest: int = longest) -> torch.Tensor:
            return torch.tensor([found[i][part] + [filler] * (longest - len(found[i][part])) for i in group])

        ids = padded(0, 0)
        yield ids, (ids != 0).long(), padded(1, 0), padded(2, IGNORED)


def train(options: argparse.Namespace) -> Tagger:
    """The trained network."""
    torch.manual_seed(options.seed)
    torch.set_num_threads(options.threads)
    rng = random.Random(options.seed)
    folder = base_folder()
    tokens = tokeniser(str(folder / "tokenizer.json"))
    corpus = Corpus.read(Names())
    network = Tagger(str(folder))
    from safetensors.torch import load_file

    missing, _ = network.encoder.load_state_dict(load_file(folder / "model.safetensors"), strict=False)
    assert not [m for m in missing if "position_ids" not in m], missing
    if options.resume:
        missing, foreign = network.load_state_dict(weights_of(options.resume), strict=False)
        assert not foreign and not [m for m in missing if "position_ids" not in m], missing
    network.encoder.embeddings.word_embeddings.requires_grad_(
        False
    )  # names never seen keep their place among the others
    real = examples(real_text(options.real), tokens)
    groups = [
        {
            "params": [p for n, p in network.named_parameters() if p.requires_grad and "encoder" in n],
            "lr": options.rate,
        },
        {"params": [*network.head.parameters(), *network.shape.parameters()], "lr": options.rate * 10},
    ]
    optimiser = torch.optim.AdamW(groups, weight_decay=0.01)
    loss_of = torch.nn.CrossEntropyLoss(ignore_index=IGNORED, label_smoothing=0.02)
    steps = max(1, options.rounds * (options.count * 50 + len(real) * 30) // options.batch)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda s: min(1.0, (s + 1) / (0.05 * steps)) * max(0.02, 1 - s / steps)
    )
    begun, step = time.time(), 0
    for turn in range(options.rounds):
        found = examples(list(corpus.generated(options.count, rng)), tokens) + real
        total = seen = 0.0
        network.train()
        for ids, mask, shapes, labels in batches(found, options.batch, rng):
            with torch.autocast("cpu", dtype=torch.bfloat16, enabled=options.bf16):
                logits = network(ids, mask, shapes)
            loss = loss_of(logits.float().flatten(0, 1), labels.flatten())
            optimiser.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            step += 1
            total, seen = total + loss.item(), seen + 1
            if step % 50 == 0:
                print(
                    f"round {turn + 1} step {step}/{steps} loss {total / seen:.4f} {time.time() - begun:.0f} s",
                    flush=True,
                )
                total = seen = 0.0
            if options.minutes and time.time() - begun > options.minutes * 60:
                return network
        torch.save(network.state_dict(), options.state)
    return network


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--real", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=HERE.parent / "names")
    parser.add_argument("--state", type=Path, default=Path("names.pt"))
    parser.add_argument("--count", type=int, default=30_000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--batch", type=int, default=2048)
    parser.add_argument("--rate", type=float, default=1.5e-4)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--seed", type=int, default=11)
    parser.add_argument("--resume", type=Path, help="an exported model to train on from")
    parser.add_argument("--minutes", type=float, default=0.0)
    parser.add_argument("--bf16", action="store_true")
    chosen = parser.parse_args()
    export(train(chosen), chosen.out)
