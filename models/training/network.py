"""The network: the small encoder, told besides each word piece how its word is capitalised, and a label for every piece."""

from __future__ import annotations

import torch
from torch import nn
from transformers import BertConfig, BertModel

LABELS = ("O", "B-PER", "I-PER", "B-ADR", "I-ADR", "B-LOC", "I-LOC", "B-EST", "I-EST", "B-DOB", "I-DOB")
SHAPES = 6  # see redactor/detection/name_model.py: the encoder knows no capitals, so they come beside it


class Tagger(nn.Module):
    """word pieces, mask and shapes (batch × length, int64) → logits (batch × length × labels)."""

    def __init__(self, folder: str) -> None:
        super().__init__()
        self.encoder = BertModel(
            BertConfig.from_pretrained(folder, attn_implementation="eager"), add_pooling_layer=False
        )
        self.shape = nn.Embedding(SHAPES, self.encoder.config.hidden_size)
        nn.init.zeros_(self.shape.weight)
        self.drop = nn.Dropout(0.1)
        self.head = nn.Linear(self.encoder.config.hidden_size, len(LABELS))

    def forward(self, pieces: torch.Tensor, mask: torch.Tensor, shapes: torch.Tensor) -> torch.Tensor:
        """Logits for every piece."""
        embedded = self.encoder.embeddings.word_embeddings(pieces) + self.shape(shapes)
        out = self.encoder(inputs_embeds=embedded, attention_mask=mask).last_hidden_state
        return self.head(self.drop(out))
