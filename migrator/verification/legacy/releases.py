"""The legacy releases there are: which archives each consists of, and their known sha256."""

from __future__ import annotations

from typing import NamedTuple


class Archive(NamedTuple):
    """One source distribution: `package` is the folder in it that is imported."""

    project: str
    version: str
    package: str
    sha256: str

    @property
    def filename(self) -> str:
        """The name that the package index gives it; upper and lower case have changed with time."""
        return f"{self.project}-{self.version}.tar.gz"


def _keras(version: str, sha256: str) -> Archive:
    return Archive("Keras", version, "keras", sha256)


_APPLICATIONS = Archive(
    "Keras_Applications",
    "1.0.8",
    "keras_applications",
    "5579f9a12bcde9748f4a12233925a59b93b73ae6947409ff34aa2ba258189fe5",
)
_PREPROCESSING = Archive(
    "Keras_Preprocessing",
    "1.1.2",
    "keras_preprocessing",
    "add82567c50c8bc648c14195bf544a5ce7c1f76761536956c3d2978970179ef3",
)
_COMPANIONS = (_APPLICATIONS, _PREPROCESSING)

#: sha256 of the sdists on PyPI, as downloaded in 2026.
RELEASES: dict[str, tuple[Archive, ...]] = {
    "0.3.3": (_keras("0.3.3", "d958852b187c25e7868f39aea4ac4f87cbc906971c476f1cc4fbf1e673b176ab"),),
    "1.0.8": (_keras("1.0.8", "d3eb98905013ef258163ea77d98786d04d282e1e8f707b4efbb9f218596f0c9f"),),
    "1.1.2": (_keras("1.1.2", "cfde0a424961ead4982a7ebefd77d8ca382810b5a69b566fa64c57d8f340eeb4"),),
    "1.2.2": (_keras("1.2.2", "d2b18c4336eb9c4f0d03469870257efa7980a9b036c9d46dcf4d49e7f4487e2d"),),
    "2.0.9": (_keras("2.0.9", "6b8572cf1b4a22fd0120b7c23382ba4fa04a6f0397e02af1249be9a7309d1767"),),
    "2.2.4": (
        _keras("2.2.4", "90b610a3dbbf6d257b20a079eba3fdf2eed2158f64066a7c6f7227023fd60bc9"),
        *_COMPANIONS,
    ),
    "2.3.1": (
        _keras("2.3.1", "321d43772006a25a1d58eea17401ef2a34d388b588c9f7646c34796151ebc8cc"),
        *_COMPANIONS,
    ),
}
#: Stands for the installed package of that name: Keras 2 as `tf.keras` had it, for TensorFlow 2.
TF_KERAS = "tf_keras"
VERSIONS = (*RELEASES, TF_KERAS)
