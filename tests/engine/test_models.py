"""Models through the engine process: listed, fetched beside the chat from a hub on this machine, chosen, kept."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from engine.client import Asked, Client
from engine.clock import SystemClock
from engine.desk import MODEL, Desk, load_language
from engine.errors import Trouble
from engine.paths import STARTER, DataFolder
from engine.protocol import (
    CancelDownload,
    CheckUpdates,
    DownloadModel,
    DownloadProgress,
    FindModel,
    ListModels,
    ModelList,
    ModelOffer,
    ModelReady,
    PauseDownload,
    RemoveModel,
    Say,
    SetHubToken,
    TurnSaved,
    UpdateNews,
    UseModel,
)
from engine.store.settings import Settings
from tests.commandline import dormouse
from tests.engine.model.fake_hub import Hub
from tests.engine.test_server import ECHO
from tests.fakes import tiny_model

REPO = "mlx-community/tiny"
LOG = logging.Logger("test")


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tiny_model(tmp_path_factory.mktemp("tiny") / "tiny", seed=7, listed=False)


@pytest.fixture
def hub(tiny: Path) -> Iterator[Hub]:
    files = {path.name: path.read_bytes() for path in tiny.iterdir()}
    hub = Hub(REPO, files, {"model.safetensors"})
    yield hub
    hub.close()


@pytest.fixture
def client(hub: Hub, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Client]:
    """The true engine process with an echo for a model, whose hub is the one of this test."""
    monkeypatch.setenv("HF_ENDPOINT", hub.url)
    monkeypatch.setenv("DORMOUSE_MODELS", str(tmp_path / "models"))
    monkeypatch.delenv("HF_TOKEN", raising=False)
    with Client.start(DataFolder(tmp_path / "data"), command=ECHO) as client:
        yield client


def listed(client: Client) -> dict[str, ModelOffer]:
    found = next(iter(client.ask(ListModels)))
    assert isinstance(found, ModelList) and found.memory and found.free_disk
    return {each.repository: each for each in found.models}


def first_bytes(asked: Asked) -> DownloadProgress:
    found = next(asked)
    assert isinstance(found, DownloadProgress)
    return found


def test_a_download_runs_beside_the_chat_is_paused_goes_on_and_is_used(client: Client, hub: Hub) -> None:
    found = next(iter(client.ask(FindModel, repository=REPO)))
    assert isinstance(found, ModelList) and found.models[0].size == sum(map(len, hub.files.values()))
    hub.slow = 0.02
    asked = client.ask(DownloadModel, repository=REPO)
    first_bytes(asked)
    said = [event for event in client.ask(Say, text="hello") if isinstance(event, TurnSaved)]
    assert said[-1].turn.text == "You said: hello"
    assert listed(client)[REPO].state == "downloading"
    with pytest.raises(Trouble) as twice:
        list(client.ask(DownloadModel, repository=REPO))
    assert twice.value.kind == "downloading"


def test_pause_keeps_cancel_drops_and_a_whole_model_is_used_and_removed(client: Client, hub: Hub) -> None:
    hub.slow = 0.02
    asked = client.ask(DownloadModel, repository=REPO)
    first_bytes(asked)
    client.ask(PauseDownload, repository=REPO)
    with pytest.raises(Trouble) as paused:
        list(asked)
    assert paused.value.kind == "paused"
    kept = listed(client)[REPO]
    assert kept.state == "paused" and 0 < kept.done < kept.size
    list(client.ask(CancelDownload, repository=REPO))
    assert REPO not in listed(client)
    hub.slow = 0.0
    steps = [event for event in client.ask(DownloadModel, repository=REPO) if isinstance(event, DownloadProgress)]
    assert steps[-1].done == steps[-1].total and listed(client)[REPO].state == "installed"
    assert any(isinstance(event, ModelReady) for event in client.ask(UseModel, repository=REPO))
    assert listed(client)[REPO].state == "in_use"
    with pytest.raises(Trouble) as used:
        list(client.ask(RemoveModel, repository=REPO))
    assert used.value.kind == "in_use"
    list(client.ask(UseModel))
    list(client.ask(RemoveModel, repository=REPO))
    assert REPO not in listed(client)


def test_cancelling_a_running_download_leaves_nothing(client: Client, hub: Hub, tmp_path: Path) -> None:
    hub.slow = 0.02
    asked = client.ask(DownloadModel, repository=REPO)
    first_bytes(asked)
    client.ask(CancelDownload, repository=REPO)
    with pytest.raises(Trouble) as cancelled:
        list(asked)
    assert cancelled.value.kind == "cancelled" and not list((tmp_path / "models").iterdir())


def test_what_the_hub_refuses_arrives_as_its_own_trouble(client: Client, hub: Hub) -> None:
    for status, code, kind in ((404, "RepoNotFound", "no_such_model"), (429, "", "busy"), (403, "GatedRepo", "gated")):
        hub.status, hub.error_code = status, code
        for request in (FindModel, DownloadModel):
            with pytest.raises(Trouble) as trouble:
                list(client.ask(request, repository=REPO))
            assert trouble.value.kind == kind and trouble.value.remedy
    for name in ("tiny", "../up", "https://x/y"):
        with pytest.raises(Trouble) as bad:
            list(client.ask(DownloadModel, repository=name))
        assert bad.value.kind == "bad_name"


def test_the_end_of_the_engine_keeps_what_has_come(client: Client, hub: Hub, tmp_path: Path) -> None:
    hub.slow = 0.02
    first_bytes(client.ask(DownloadModel, repository=REPO))
    client.close()
    partial = tmp_path / "models" / ".mlx-community--tiny.partial"
    assert partial.is_dir() and not (tmp_path / "models" / "mlx-community--tiny").exists()


def test_a_token_that_no_keyring_keeps_is_refused_and_never_written(client: Client, tmp_path: Path) -> None:
    for token, kind in (("hf_canary_1", "no_keyring"), ("two words", "bad_token")):
        with pytest.raises(Trouble) as trouble:
            list(client.ask(SetHubToken, token=token))
        assert trouble.value.kind == kind
    client.close()
    assert not any(b"hf_canary_1" in path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())


def test_updates_are_off_until_they_are_wished_for(client: Client) -> None:
    news = next(iter(client.ask(CheckUpdates)))
    assert isinstance(news, UpdateNews) and (news.state, news.automatic) == ("nowhere", False) and news.sentence
    with pytest.raises(Trouble) as nowhere:  # this build has no channel, and says so
        list(client.ask(CheckUpdates, automatic=True))
    assert nowhere.value.kind == "no_channel"


def desk(tmp_path: Path, model: Path | None = None) -> Desk:
    return Desk.open(DataFolder(tmp_path / "data"), model, SystemClock(), LOG, load_language)


def test_the_choice_is_kept_memory_stays_and_a_model_that_is_gone_is_told(
    tiny: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DORMOUSE_MODELS", str(tmp_path / "models"))
    starter = tiny_model(tmp_path / "models" / STARTER)
    other = tiny_model(tmp_path / "other", seed=3)
    (tmp_path / "data").mkdir()
    first, heard = desk(tmp_path), list[ModelReady]()
    first.ledger.add("The user lives in Leeds.", kind="other", trust="user_confirmed", confidence=1.0)
    first.language(heard.append)
    first.use_model(other, heard.append)
    assert heard[0].model != heard[1].model and first.model_id() == heard[1].model
    with pytest.raises(Trouble):
        first.use_model(tmp_path / "nothing", heard.append)
    assert first.model_folder == other and first.language(heard.append).model_id == heard[1].model
    first.close()
    second = desk(tmp_path)
    assert second.model_folder == other and len(second.ledger.facts()) == 1
    second.close()
    named = desk(tmp_path, starter)
    assert named.model_folder == starter, "--model counts more than the choice"
    named.close()
    other.rename(tmp_path / "moved")
    third = desk(tmp_path)
    assert third.model_folder == starter and [each.name for each in third.findings] == ["model"]
    third.use_model(starter, heard.append)
    assert Settings(third.db).get(MODEL, str, "") == "" and third.findings
    third.close()


def test_the_command_line_lists_fetches_and_uses(hub: Hub, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HF_ENDPOINT", hub.url)
    monkeypatch.setenv("DORMOUSE_MODELS", str(tmp_path / "models"))
    monkeypatch.setenv("DORMOUSE_DATA", str(tmp_path / "data"))
    tiny_model(tmp_path / "models" / STARTER)
    ran = dormouse("models", "get", REPO, "--json")
    assert ran.code == 0, ran.stderr
    assert msgspec.json.decode(ran.stdout)["state"] == "installed"
    assert dormouse("models", "use", REPO).code == 0
    shown = dormouse("models")
    assert REPO in shown.stdout and "in use" in shown.stdout
    assert dormouse("models", "remove", REPO).code == 1
    assert dormouse("models", "use", "SmolLM2 135M Instruct").code == 0
    assert dormouse("models", "remove", REPO).code == 0 and not (tmp_path / "models" / "mlx-community--tiny").exists()
    assert "There is no such model" in dormouse("models", "use", "nonsense").stderr
    assert "without an address" in dormouse("updates").stdout and dormouse("updates", "--on").code == 1
